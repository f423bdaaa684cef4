"""Small blogs in layouts of twenty years: the first read is the story, never nothing."""

import pytest

from copydesk import read

LINES = [
    "We went down to the quay on Monday and found the gates closed, the pickets out and no boat in sight anywhere.",
    "Nobody could say when the next ferry would leave, though a man in a yellow coat thought it might be Thursday.",
    "My sister, who works in the terminal, handed out soup until midnight and slept on the floor of the office.",
]
MENU = "".join(f"<li><a href='/{number}'>Older entry number {number} of this blog</a>" for number in range(30))


@pytest.mark.parametrize(
    "body",
    [
        f"<font size=5>Ferry notes</font><br><br><font size=2>{'<br><br>'.join(LINES)}</font>",
        f"<table><tr><td><a href='/'>home</a></td><td><b>Ferry notes</b><p>{'<p>'.join(LINES)}</td></tr></table>",
        "".join(f"<div><div><span>{line}</span></div></div>" for line in LINES),
        f"<h1>Ferry notes</h1><pre>{chr(10).join(LINES)}</pre>",
        f"<h2>Ferry notes</h2><ul>{''.join(f'<li>{line}' for line in LINES)}</ul>",
        f"<ul>{MENU}</ul><h2>Ferry notes</h2><p>{LINES[0]}</p><p>{LINES[1]}</p><p>{LINES[2]}</p>",
        f"<dl><dt>Ferry notes<dd>{'<dd>'.join(LINES)}</dl>",
        f"<h1>Ferry notes</h1>{''.join(f'<h4>{line}</h4>' for line in LINES)}",
    ],
)
def test_the_story_of_a_small_blog_is_read(body: str) -> None:
    text = read(f"<html><title>Ferry notes</title><body>{body}</body></html>").text
    assert all(line in text for line in LINES)
    assert "Older entry" not in text


def test_a_post_of_two_sentences_is_read() -> None:
    post = "<div class=post><div>Ferry</div><div class=entry>No boat today. Tomorrow maybe, they say.</div></div>"
    assert "Tomorrow maybe" in read(f"<title>Note</title>{post}").text
