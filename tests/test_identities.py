"""Which dossiers are of one local authority, and which only look it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.candidates import Candidate
from sheets_sync.identities import Group
from sheets_sync.identities import Identities
from sheets_sync.identities import Link
from sheets_sync.identities import Sign
from sheets_sync.identities import family
from sheets_sync.identities import identities
from sheets_sync.identities import look_alike
from sheets_sync.identities import natural

ONE, TWO = "217500016", "213502388"


def who(name: str, department: str = "", dossier: str = "1", **facts: str) -> Candidate:
    """A candidate of whom little is known."""
    known = {"type": "", "siren": "", "insee": ""} | facts
    return Candidate(
        dossier=dossier,
        name=name,
        department=department,
        type=known["type"],
        population=None,
        population_class=None,
        track="label",
        civility="",
        bearer="",
        role="",
        siren=known["siren"],
        insee=known["insee"],
    )


# -- likenesses -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (who("Ville de Claix", "38"), who("CLAIX (38)")),
        (who("CLAIX (38)"), who("Mairie de Claix")),
        (who("Claix - 38"), who("Commune de Claix", "38")),
        (who("Claix (Isère)"), who("claix", "38")),
        (who("Claix (38640)"), who("Claix", "38")),
        (who("St-Martin-d'Uriage"), who("Saint Martin d’Uriage")),
        (who("Ste Colombe"), who("SAINTE-COLOMBE")),
        (who("Vandœuvre-lès-Nancy"), who("Mairie de VANDOEUVRE LES NANCY")),
        (who("Le Havre"), who("Ville du Havre")),
        (who("La Rochelle"), who("Mairie de La Rochelle")),
        (who("Les Lilas"), who("Ville des Lilas")),
        (who("L’Isle-d’Abeau"), who("Commune de l'Isle d'Abeau")),
        (who("Havre"), who("Le Havre")),
        (who("Commune nouvelle de Val-Couesnon"), who("Val-Couesnon (commune nouvelle)")),
        (who("Mairie de la Ville de Boé"), who("Boé")),
        (who("CC du Grésivaudan"), who("Communauté de communes Le Grésivaudan")),
        (who("CA d’Épinal"), who("Communauté d’agglomération d’Epinal")),
        (who("Communauté de communes du Trièves"), who("Communauté d’agglomération du Trièves")),
        (who("Grand Poitiers", type="agglomeration"), who("Communauté urbaine de Grand Poitiers")),
        (who("Département de l’Isère"), who("Conseil départemental de l'Isère")),
        (who("Loire-Atlantique", type="departement"), who("Département de Loire-Atlantique")),
        (who("SITIV"), who("Sitiv (Syndicat Intercommunal des Technologies)")),
        (who("CCAS de Claix"), who("Centre communal d’action sociale de Claix")),
        (who("CC du Pays de Fayence", "83"), who("Pays de Fayence", "83")),
        (who("Conseil départemental de l’Isère", "38"), who("Isère", "38")),
        (who("Paris", "75", insee="75056"), who("Mairie de Paris", "75", insee="75101")),
        (who("Ajaccio", "20"), who("Ajaccio", "2A")),
        (who("Villeneuve", "4"), who("Villeneuve", "04")),
        (who("Saint-Pierre", "97"), who("Saint-Pierre", "974")),
        (who("OETING", "57"), who("Ville d’Œting", "Moselle")),
    ],
)
def test_names_of_one_look_alike(one: Candidate, other: Candidate) -> None:
    assert (look_alike(one, other), look_alike(other, one)) == (True, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (who("Claix", "16"), who("Claix", "38")),
        (who("Claix (16)"), who("CLAIX (38)")),
        (who("Claix (16)"), who("Ville de Claix", "38")),
        (who("Ville de Rennes"), who("Rennes Métropole")),
        (who("Rennes"), who("Rennes Métropole")),
        (who("Ville d’Alès"), who("Alès Agglomération")),
        (who("CLAIX"), who("CC de Claix")),
        (who("Ville de CLAIX"), who("CC de CLAIX")),
        (who("Épinal", type="commune"), who("Épinal", type="agglomeration")),
        (who("Ville de Claix"), who("CCAS de Claix")),
        (who("CCAS de Claix"), who("CCAS de Vif")),
        (who("CCAS de Claix"), who("CIAS de Claix")),
        (who("CDG 35"), who("CDG 38")),
        (who("PETR du Trièves"), who("PETR du Pays voironnais")),
        (who("SAINT-MARTIN d’Hères"), who("SAINT-MARTIN de Ré")),
        (who("Ville de SAINT MARTIN D'HERES"), who("Ville de SAINT MARTIN DE RE")),
        (who("Le Mas"), who("Les Mas")),
        (who("Département de la Loire"), who("Région Pays de la Loire")),
        (who("Claix", insee="38111", type="commune"), who("Claix", insee="16101", type="commune")),
        (who("Ville de Lyon"), who("Métropole de Lyon")),
        (who("Saint-Denis", insee="93066"), who("Ville de Saint-Denis", "974")),
        (who("Saint-Pierre", "972"), who("Saint-Pierre", "974")),
        (who("Clichy", "92"), who("Clichy-sous-Bois", "93")),
        (who("Département de la Charente"), who("Département de la Charente-Maritime")),
        (
            who("Mairie du 1er arrondissement de Paris"),
            who("Mairie du 11e arrondissement de Paris"),
        ),
        (who("Boé"), who("")),
    ],
)
def test_names_of_two_do_not_look_alike(one: Candidate, other: Candidate) -> None:
    assert (look_alike(one, other), look_alike(other, one)) == (False, False)


@pytest.mark.parametrize(
    ("name", "kind", "sort"),
    [
        ("Ville de Claix", "agglomeration", "commune"),
        ("Claix", "commune", "commune"),
        ("Claix", "commune-nouvelle", "commune"),
        ("Trièves", "epci", "between-communes"),
        ("CA de Claix", "", "between-communes"),
        ("Adico", "association", "type association"),
        ("Claix", "", ""),
    ],
)
def test_sort_is_told_by_the_title_then_by_the_type(name: str, kind: str, sort: str) -> None:
    assert family(name, kind) == sort


# -- certainly one --------------------------------------------------------------------------


def test_same_siren_is_one_whatever_the_names() -> None:
    found = identities([who("Claix", siren=ONE), who("Vif", dossier="2", siren=ONE)])
    assert found == Identities((Group(("1", "2"), (Sign("siren", ONE),)),), ())


def test_same_code_of_two_communes_is_one() -> None:
    one = who("Annecy-le-Vieux", type="commune", insee="74010")
    other = who("Ville d’Annecy", dossier="2", insee="74010")
    assert identities([one, other]).groups == (Group(("1", "2"), (Sign("insee", "74010"),)),)


def test_same_code_and_name_are_one_where_no_sort_is_known() -> None:
    found = identities([who("Claix", insee="38111"), who("CLAIX (38)", dossier="2", insee="38111")])
    assert found.groups == (Group(("1", "2"), (Sign("insee", "38111"),)),)


@pytest.mark.parametrize(
    "other",
    [
        who("Grenoble Alpes Métropole", dossier="2", insee="38185"),
        who("CCAS de Grenoble", dossier="2", insee="38185"),
        who("Sitpi", dossier="2", insee="38185"),
        who("Alpes Numériques", dossier="2", type="association", insee="38185"),
    ],
)
def test_who_sits_in_a_commune_is_not_the_commune(other: Candidate) -> None:
    assert identities([who("Ville de Grenoble", insee="38185"), other]) == Identities((), ())


def test_code_that_two_sirens_share_proves_nothing() -> None:
    communes = [
        who("Ville de Claix", insee="38111", siren=ONE),
        who("Mairie de Claix", dossier="2", insee="38111", siren=TWO),
        who("Commune de Claix", dossier="3", insee="38111"),
    ]
    found = identities(communes)
    assert found.groups == ()
    assert found.links == (Link("1", "2", None), Link("1", "3", None))


# -- what people say ------------------------------------------------------------------------


def test_two_that_a_person_says_are_one_make_a_group() -> None:
    found = identities([who("Claix"), who("Ville de Claix", dossier="2")], lambda *_: True)
    assert found.groups == (Group(("1", "2"), (Sign("said"),)),)
    assert found.links == (Link("1", "2", answer=True),)


def test_one_that_a_person_tells_apart_is_compared_with_the_next() -> None:
    three = [who("Claix"), who("Ville de Claix", dossier="2"), who("CLAIX", dossier="3")]

    def said(first: str, _: str) -> bool | None:
        return False if first == "1" else None

    found = identities(three, said)
    assert found.links == (
        Link("1", "2", answer=False),
        Link("1", "3", answer=False),
        Link("2", "3", answer=None),
    )


def test_dossiers_that_are_one_already_are_not_asked_about() -> None:
    same = [who("Claix", siren=ONE), who("CLAIX", dossier="2", siren=ONE)]
    found = identities([*same, who("Claix", dossier="3")])
    assert (found.groups[0].dossiers, found.links) == (("1", "2"), (Link("1", "3", None),))


# -- what always holds ----------------------------------------------------------------------

CANDIDATES = st.builds(
    lambda name, department, kind, siren, insee: {
        "name": name,
        "department": department,
        "type": kind,
        "siren": siren,
        "insee": insee,
    },
    st.sampled_from(["Claix", "Ville de Claix", "CC de Claix", "CLAIX (38)", "CCAS", "Vif"]),
    st.sampled_from(["", "38", "16"]),
    st.sampled_from(["", "commune", "agglomeration"]),
    st.sampled_from(["", ONE, TWO]),
    st.sampled_from(["", "38111", "16101"]),
)


def _people(facts: list[dict[str, str]]) -> list[Candidate]:
    return [who(dossier=str(at), **each) for at, each in enumerate(facts, 1)]


@given(st.lists(CANDIDATES, max_size=9), st.randoms(use_true_random=False), st.data())
def test_order_of_rows_changes_nothing(
    facts: list[dict[str, str]], chance: object, data: st.DataObject
) -> None:
    people = _people(facts)
    said = data.draw(st.dictionaries(st.tuples(*[st.sampled_from("123456789")] * 2), st.booleans()))
    shuffled = list(people)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    def answers(first: str, second: str) -> bool | None:
        return said.get((first, second))

    assert identities(shuffled, answers) == identities(people, answers)


@given(st.lists(CANDIDATES, max_size=9))
def test_groups_part_the_dossiers(facts: list[dict[str, str]]) -> None:
    """Each dossier is in one group at most: to be one is symmetric, and passes on."""
    people = _people(facts)
    found = identities(people)
    grouped = [each for group in found.groups for each in group.dossiers]
    assert len(grouped) == len(set(grouped))
    one = {each: group for group in found.groups for each in group.dossiers}
    for each in people:
        for other in people:
            if each.siren and each.siren == other.siren:
                assert one.get(each.dossier) == one.get(other.dossier)


@given(st.lists(CANDIDATES, max_size=9))
def test_communes_of_two_departments_are_never_asked_about(facts: list[dict[str, str]]) -> None:
    people = {each.dossier: each for each in _people(facts)}
    for link in identities(people.values()).links:
        places = {people[each].department for each in link[:2]} - {""}
        assert len(places) <= 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_goes_both_ways(name: str, other: str) -> None:
    assert look_alike(who(name), who(other)) is look_alike(who(other), who(name))


def test_numbers_inside_an_id_are_in_their_own_order() -> None:
    assert sorted(["D-10", "D-9", "²", "D"], key=natural) == ["D", "D-9", "D-10", "²"]
