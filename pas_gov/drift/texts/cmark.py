"""GitHub's own Markdown as HTML with the lines of its blocks, by cmarkgfm, and its memory given back.

cmarkgfm 2025.10.22 frees neither the tree nor the text that it renders, some ten bytes for each byte read. cmark's own
functions free them here, where the module shows them (Linux, macOS); elsewhere what was read stays until the end.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any


def rendered(text: str) -> str:
    """Return the HTML of Markdown, with the lines of its blocks, raw HTML as it is written."""
    from cmarkgfm import _cmark, cmark

    options = cmark.Options.CMARK_OPT_SOURCEPOS | cmark.Options.CMARK_OPT_UNSAFE
    parser = cmark.parser_new(options)
    root = page = None
    try:
        for extension in _extensions():
            cmark.parser_attach_syntax_extension(parser, extension)
        cmark.parser_feed(parser, text)
        root = cmark.parser_finish(parser)
        page = _cmark.lib.cmark_render_html(root, options, cmark.parser_get_syntax_extensions(parser))
        return str(_cmark.ffi.string(page).decode("utf-8", "replace"))
    finally:
        cmark.parser_free(parser)
        free_tree, free_text = _freeing()
        if root is not None:
            free_tree(_address(root))
        if page is not None:
            free_text(_address(page))


@cache
def _extensions() -> tuple[Any, ...]:
    """Return the extensions of cmark-gfm that change what is text; links are left as they are written."""
    from cmarkgfm import cmark

    cmark.core_extensions_ensure_registered()
    return tuple(map(cmark.find_syntax_extension, ("table", "strikethrough", "tasklist")))


@cache
def _freeing() -> tuple[Callable[[ctypes.c_void_p], None], Callable[[ctypes.c_void_p], None]]:
    """Return what frees a tree and a text, nothing where the module doesn't show it."""
    from cmarkgfm import _cmark

    try:
        found = ctypes.CDLL(_cmark.__file__).cmark_node_free, ctypes.CDLL(None).free
    except (AttributeError, OSError, TypeError):
        return _keep, _keep
    for function in found:
        function.argtypes, function.restype = [ctypes.c_void_p], None
    return found


def _keep(_: ctypes.c_void_p) -> None:
    """Free nothing."""


def _address(pointer: Any) -> ctypes.c_void_p:
    from cmarkgfm import _cmark

    return ctypes.c_void_p(int(_cmark.ffi.cast("uintptr_t", pointer)))
