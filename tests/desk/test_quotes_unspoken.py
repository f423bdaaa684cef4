"""Where nobody spoke: what is supposed, wanted, anybody's to say, or done by things."""

import pytest

from copydesk.desk.language_model import is_installed, parse
from copydesk.desk.quotes import find_quotes

needs_model = pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "The value of the pound crashed, signalling that investors had no faith in it.",
        "I would certainly have advised him to show up in court.",
        "Why should they announce it to thousands of people?",
        "Mick, how about admitting that you did not recruit well enough?",
        "The Jackets won: Dubois had two goals, rookie Emil Berg added a goal and an assist, and Orby beat Lund.",
        "Ron Brown has made a piece for an ensemble, set to the album, “Percussion Bitter Sweet.” It is new.",
        "The film contends with a birth: a woman wrestles with the moral dilemma of it.",
        "This refashioned narrative threatens to implicate the credibility of the judges.",
        "Those outlets now referred to as legacy media have survived in part.",
        "If you say something like “You look well today,” you open a door.",
        "He had every excuse to say “What now?” to the board.",
        "When it is taught, both towns require that it emphasize the importance of ropes.",
        "The mayor could help the fishermen by urging the board to buy a new crane.",
        "Anyone with news of the boat is asked to phone the harbour office.",
        "There is little evidence to suggest that the bridge was safe.",
        "They set up camps and claimed them as their own.",
        "A tax would allow the harbour officials to propose a bridge of their own.",
        "If one mechanic says that all is well, ask another.",
        "To win back trust, the harbour office needs to explain why it closed the bridge.",
        "The old lamps blink in turns according to simple rules.",
        "You can run the lamp by asking Orla to turn it on.",
    ],
)
def test_where_nobody_spoke_there_is_no_quote(text: str) -> None:
    assert find_quotes([text], parse([text])) == ()
