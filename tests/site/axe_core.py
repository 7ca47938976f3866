"""What axe-core finds that is serious; its contrast, two thirds of its time, once for each way in which a text is shown."""

from __future__ import annotations

from npm import package

AXE = "axe-core@4.11.0"
SERIOUS = ("serious", "critical")

# By axe-core's own table: rules of which neither they nor a check of theirs calls anything serious. They are a third of
# its time, and what they find is no fault here.
SLIGHT = """serious => axe._audit.rules.filter(rule => ![rule.impact, ...[...rule.any, ...rule.all, ...rule.none].map(
  check => axe._audit.data.checks[check.id ?? check]?.impact)].some(impact => serious.includes(impact)))
  .map(rule => rule.id)"""

# A way is all that decides the contrast of an element's own text, wherever it stands: what paints at each of its lines,
# from the top down; its letters; and what the rule makes exceptions for. Axe is asked about one element of each way that
# it hasn't judged on this or an earlier page; then, where it can't judge a way by that one, about all of them.
CONTRAST = """async judgedBefore => {
  const PICTURES = "svg, img, canvas, object, iframe, video", CLEAR = "rgba(0, 0, 0, 0) none 1 normal none none ";
  const EXCEPTIONS = "[disabled], [aria-disabled], [aria-hidden], [inert], label, fieldset";
  const ALWAYS = ["bgGradient", "bgImage", "imgNode", "nonBmp", "shortTextContent"];  // why axe can't tell, of the way itself
  const styles = new Map(), style = one => styles.get(one) ?? styles.set(one, getComputedStyle(one)).get(one);
  const paint = (one, its = style(one)) => [its.backgroundColor, its.backgroundImage, its.opacity, its.mixBlendMode,
    its.filter, its.clipPath, one.matches(PICTURES) ? one.localName : ""].join(" ");
  const letters = (one, its = style(one)) => [its.color, its.fontSize, its.fontWeight, its.textShadow, its.clip,
    its.overflow, its.webkitTextStroke, one.localName, one.getAttribute("role")].join(" ");
  const kind = text => /[\\p{L}\\p{N}].*[\\p{L}\\p{N}]/u.test(text) ? "words" : text;
  const outwards = one => one ? [one, ...outwards(one.parentElement)] : [];

  const range = document.createRange(), texts = [], lines = [];
  for (const one of document.body.querySelectorAll("*")) {
    const own = [...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!own.length || !one.checkVisibility({visibilityProperty: true})) continue;
    const text = {one, says: kind(own.map(node => node.data.trim()).join(" ")), stacks: new Set()};
    const its = own.flatMap(node => { range.selectNodeContents(node); return [...range.getClientRects()]; })
      .filter(line => line.right > 0 && line.bottom + scrollY > 0);  // else nobody can scroll to it
    lines.push(...its.map(line => ({text, x: line.x + line.width / 2, y: line.y + line.height / 2 + scrollY})));
    if (its.length) texts.push(text);
  }
  const start = scrollY;
  let top = -Infinity;
  for (const {text, x, y} of lines.sort((a, b) => a.y - b.y)) {  // only in the window a point has something at it
    if (y >= top + innerHeight - 1) { scrollTo({top: y - 1, behavior: "instant"}); top = scrollY; }
    const shown = document.elementsFromPoint(x, y - scrollY);
    const stack = shown.includes(text.one) ? shown : [...shown, ...outwards(text.one)];
    text.stacks.add(stack.map(one => (one === text.one ? "itself " : "") + paint(one)).filter(its => its !== CLEAR).join("; "));
  }
  scrollTo({top: start, behavior: "instant"});

  const known = new Set(judgedBefore), ways = new Map(), wayOf = new Map();
  for (const {one, says, stacks} of texts) {
    const way = [letters(one), says, one.closest(EXCEPTIONS)?.localName, ...[...stacks].sort()].join(" | ");
    if (known.has(way)) continue;
    ways.set(way, [...ways.get(way) ?? [], one]);
    wayOf.set(one, way);
  }
  const judged = new Set(), faults = [];
  const ask = async elements => {
    if (!elements.length) return;
    const found = await axe.run({include: elements}, {runOnly: ["color-contrast"], elementRef: true,
      resultTypes: ["violations", "passes", "incomplete"]});
    const nodes = rules => rules.flatMap(rule => rule.nodes), always = check => ALWAYS.includes(check.data?.messageKey);
    const sure = [...nodes(found.passes), ...nodes(found.incomplete).filter(node => node.any.every(always))];
    for (const node of sure) judged.add(wayOf.get(node.element));
    for (const node of nodes(found.violations)) faults.push(node);
  };
  await ask([...ways.values()].map(all => all[0]));
  await ask([...ways].filter(([way]) => !judged.has(way)).flatMap(([, all]) => all.slice(1)));
  for (const node of faults) judged.delete(wayOf.get(node.element));  // told wherever it is
  return {judged: [...judged].filter(way => way), faults: faults.map(node => "color-contrast: " + node.html.slice(0, 120))};
}"""

SHOWN = """() => [...document.querySelectorAll("*")].map(
  one => one.checkVisibility({visibilityProperty: true}) ? getComputedStyle(one).display : "").join()"""
OF_LAYOUT = ("scrollable-region-focusable", "link-in-text-block")  # and contrast


def axe() -> str:
    """Return axe-core, which runs past the policy of the page as a browser's tools do."""
    return (package(AXE) / "axe.min.js").read_text(encoding="utf-8")


def slight(page) -> list[str]:
    """Return the rules that can't find anything serious, whatever is on a page."""
    found: list[str] = page.evaluate(SLIGHT, SERIOUS)
    assert 20 < len(found) < 40, "of axe-core's hundred: else its table has another form"
    return found


def faults(page, *rules: str, without: list[str] | None = None) -> list[str]:
    """Return what axe-core finds on a page that is serious, by some rules or by all but some."""
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without or ()}}
    found = page.evaluate(
        "options => axe.run(options)", {**options, "runOnly": [*rules]} if rules else options
    )
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


def shown(page) -> str:
    """Return which elements are shown, and as what: where that is the same, only rules of layout can find anything else."""
    return str(page.evaluate(SHOWN))


def contrast(page, judged: set[str]) -> list[str]:
    """Return which texts axe-core finds too faint, and add to the ways that it needn't be asked about any more."""
    found = page.evaluate(CONTRAST, [*judged])
    judged.update(found["judged"])
    return list(found["faults"])
