"""Which names are one person's, and which never are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.desk.names.bodies import join_bodies, join_places
from copydesk.desk.names.join import Group, join_people
from copydesk.desk.names.keys import archive_keys, fold, nearly_same
from copydesk.desk.names.person import parse_person, relate


def groups(*names: str) -> set[frozenset[str]]:
    return {frozenset(name.text for name in group.names) for group in join_people(map(parse_person, names))}


def group_of(name: str, *others: str) -> Group:
    found = join_people(map(parse_person, (name, *others)))
    return next(group for group in found if name in {one.text for one in group.names})


TOGETHER = [
    ("Alexander Trufanov", "Sasha Trufanov", "names/nickname"),
    ("Alexander Trufanov", "Trufanov", "names/surname"),
    ("Vladimir Putin", "Mr Putin", "names/surname"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "names/spelling"),
    ("Volodymyr Zelensky", "Zelenskiy", "names/surname-spelling"),
    ("Muammar Gaddafi", "Moamer Kadhafi", "names/nickname"),
    ("John F. Vale", "John Vale", "names/full"),
    ("J. Vale", "John Vale", "names/initial"),
    ("Kim Jong Un", "Kim Jong-un", "names/full"),
    ("Kim Jong Un", "Kim", "names/surname"),
    ("Ursula von der Leyen", "von der Leyen", "names/surname"),
    ("Ursula von der Leyen", "Leyen", "names/surname"),
    ("Enrique Peña Nieto", "Peña Nieto", "names/nickname"),
    ("Yelena Vale", "Yelena", "names/given-name-alone"),
]
APART = [
    ("Alexander Trufanov", "Vitali Trupanov"),
    ("Alexander Trufanov", "Vitali Trufanov"),
    ("Kim Jong Un", "Kim Yo Jong"),
    ("George W. Bush", "George H. W. Bush"),
    ("John Vale", "Mrs Vale"),
    ("Ann Vale", "Ann Orrin"),
    ("Ann Vale", "Orrin"),
]


@pytest.mark.parametrize(("one", "other", "rule"), TOGETHER)
def test_variants_of_one_person_join_with_their_reason(one: str, other: str, rule: str) -> None:
    assert groups(one, other) == {frozenset((one, other))}
    assert [join.rule for join in group_of(one, other).joins] == [rule]


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_of_different_people_stay_apart(one: str, other: str) -> None:
    assert groups(one, other) == {frozenset((one,)), frozenset((other,))}


def test_clashing_given_names_are_said() -> None:
    doubts = group_of("Vitali Trupanov", "Alexander Trufanov").doubts
    assert [doubt.rule for doubt in doubts] == ["names/given-names-clash"]


def test_a_surname_of_two_people_stays_apart_and_says_so() -> None:
    lone = group_of("Vale", "Ann Vale", "Tom Vale")
    assert [name.text for name in lone.names] == ["Vale"]
    assert {doubt.variant for doubt in lone.doubts} == {"Ann Vale", "Tom Vale"}


def test_an_honorific_settles_whose_surname_it_is() -> None:
    assert groups("Ann Vale", "Tom Vale", "Mrs Vale") == {frozenset(("Ann Vale", "Mrs Vale")), frozenset(("Tom Vale",))}


def test_the_exact_spelling_wins_over_a_similar_one() -> None:
    found = groups("Alexander Trufanov", "Vitali Trupanov", "Trufanov")
    assert found == {frozenset(("Alexander Trufanov", "Trufanov")), frozenset(("Vitali Trupanov",))}


def test_an_initial_that_fits_two_people_fits_none() -> None:
    assert frozenset(("J. Vale",)) in groups("J. Vale", "John Vale", "Jane Vale")


GIVEN = ["Alexander", "Sasha", "Aleksandr", "Vitali", "Jong Un", "Yo Jong", "A.", "John F.", "Ann", "Mr", "Mrs", ""]
SURNAMES = ["Trufanov", "Trupanov", "Vale", "Kim", "Zelensky", "Zelenskyy", "Orrin"]


@st.composite
def person_names(draw: st.DrawFn) -> str:
    given_name, surname = draw(st.sampled_from(GIVEN)), draw(st.sampled_from(SURNAMES))
    return f"{surname} {given_name}".strip() if surname == "Kim" else f"{given_name} {surname}".strip()


@given(
    st.lists(person_names(), min_size=1, max_size=9, unique=True).flatmap(
        lambda x: st.tuples(st.just(x), st.permutations(x))
    )
)
def test_joins_do_not_depend_on_the_order_of_names(pair: tuple[Sequence[str], Sequence[str]]) -> None:
    names, shuffled = pair
    assert groups(*names) == groups(*shuffled)
    reasons = [sorted((j.variant, j.rule) for g in join_people(map(parse_person, o)) for j in g.joins) for o in pair]
    assert reasons[0] == reasons[1]


@given(st.lists(person_names(), min_size=2, max_size=9, unique=True))
def test_clashing_full_names_are_never_in_one_group(names: list[str]) -> None:
    for group in join_people(map(parse_person, names)):
        full = [name for name in group.names if name.is_full]
        assert not any(relate(one, other).verdict == "clash" for one in full for other in full)


@given(person_names(), person_names())
def test_a_relation_is_the_same_both_ways(one: str, other: str) -> None:
    a, b = parse_person(one), parse_person(other)
    assert relate(a, b) == relate(b, a)


BODIES = [
    "World Ferry Council",
    "WFC",
    "Orrin Inc.",
    "Orrin",
    "Orrin Airlines",
    "US Air Force",
    "United States Air Force",
]


@given(st.permutations(BODIES))
def test_bodies_join_in_any_order(names: list[str]) -> None:
    found = {frozenset(group) for group, _ in join_bodies(names)}
    assert found == {
        frozenset(("World Ferry Council", "WFC")),
        frozenset(("Orrin Inc.", "Orrin", "Orrin Airlines")),
        frozenset(("US Air Force", "United States Air Force")),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bank of Orrin", "Bank of Vale"), ("Orrin Council", "Vale Council"), ("Council", "Orrin Council"), ("AFP", "AP")],
)
def test_bodies_that_share_a_word_stay_apart(one: str, other: str) -> None:
    assert len(join_bodies([one, other])) == 2


def test_what_the_text_equates_is_joined() -> None:
    [(names, joins)] = join_bodies(["Orrin Shipping", "OSX"], [("Orrin Shipping", "OSX")])
    assert set(names) == {"Orrin Shipping", "OSX"}
    assert joins[0].rule == "names/stated"


@pytest.mark.parametrize(("one", "other"), [("United States", "U.S."), ("Kyiv", "Kiev"), ("Gaza", "Gaza Strip")])
def test_places_under_other_names(one: str, other: str) -> None:
    assert len(join_places([one, other])) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("North Korea", "South Korea"), ("Guinea", "Guinea-Bissau"), ("Niger", "Nigeria")]
)
def test_places_with_similar_names_stay_apart(one: str, other: str) -> None:
    assert len(join_places([one, other])) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("Зеленский", "Zelensky"), ("Трупанов", "Trupanov"), ("Qaddafi", "Kaddafi"), ("Müller", "Mueller")],
)
def test_one_key_for_all_scripts(one: str, other: str) -> None:
    assert archive_keys(one) & archive_keys(other)


def test_near_spellings() -> None:
    assert nearly_same("Trufanov", "Trupanov")
    assert nearly_same("Gaddafi", "Kadhafi")
    assert not nearly_same("Vale", "Dale")
    assert not nearly_same("Bush", "Busch-Vale")


@given(st.text(max_size=40))
def test_folding_any_text_gives_letters_and_folds_no_further(text: str) -> None:
    folded = fold(text)
    assert folded == "" or folded.isalpha()


def test_a_surname_belongs_to_the_only_bearer_who_was_named_before_it() -> None:
    names = [parse_person(name) for name in ("Ann Vale", "Vale", "Tom Vale")]
    found = join_people(reversed(names), {name: (0, at) for at, name in enumerate(names)})
    group = next(group for group in found if len(group.names) == 2)
    assert {name.text for name in group.names} == {"Ann Vale", "Vale"}
    assert [join.rule for join in group.joins] == ["names/surname-when-first"]
    assert "Tom Vale" not in {name.text for name in group.names}


def test_a_surname_alone_is_the_only_one_with_a_title() -> None:
    assert groups("Ms Molt", "Molt", "Orr") == {frozenset({"Ms Molt", "Molt"}), frozenset({"Orr"})}


def test_a_surname_alone_is_neither_of_two_with_titles() -> None:
    assert len(groups("Ms Molt", "Mr Molt", "Molt")) == 3
