"""Words by which a text tells a fact that stands whether they are denied or not: "we do not regret that exports ended".

The negator speaks of the feeling or the telling; what follows is said. Of "we don't say that exports ended" that isn't known.
"""

from __future__ import annotations

_NO = r"(?:not|never|nobody|no one|none of us|nothing|hardly anyone|hardly anybody)"
_FEEL = (
    r"(?:regrets?|regretted|regretting|hides?|hidden|hiding|conceals?|concealed|minds?|forgets?|forgotten|overlooks?|overlooked|laments?|mourns?|complains?|"
    r"complained|complaining|apologi[sz]es?|apologi[sz]ed|den(?:y|ies|ied|ying)|disputes?|disputed|doubts?|doubted|worr(?:y|ies|ied)|bothers?|bothered|cares?|"
    r"cared|matters?|shy away from|(?:a |any )?secret(?: of the fact)?|(?:a |any )?(?:surprise|wonder|shame|pity|coincidence|accident)|surprising|surprised|news?|"
    r"sorry|ashamed|sad|unhappy|embarrassed|upset)"
)
_OF_IT = r"(?: (?:at all|to (?:us|anyone|anybody|you|say|tell)|the fact|about it|it|(?:about|of|for|from) it|anymore|any more|any longer))?"
_NOUN = r"(?:secrets?|surprises?|wonder|doubts?|question|shame|pity|coincidence|news|accident|denying|hiding|regrets?|qualms?)"
TOLD_FACT = (
    rf"\b{_NO}(?: (?:even|really|at all|ever|to|be|been|have|has|once|come as|make|makes|made)){{0,2}} {_FEEL}{_OF_IT} "
    r"(?:that\b(?! (?:you|is|are|was)\b)|that(?= you\b)|(?=(?:about |of |for )?\w{3,}ing\b))|"
    rf"(?:^|(?<=[.:;!?,] )|\b(?:is|was|are|be|comes as|makes?|made|there|have|has) )no {_NOUN} (?:(?:about it|to us|to anyone) )?"
    r"(?:that\b|(?=(?:about |of |in )?\w{3,}ing\b))"
)
"""A pattern, as an alternative of idioms."""
