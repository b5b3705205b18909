"""A table of ratings made elsewhere comes in, or one line says what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.files.ratings import RatingsTable, parse_ratings, read_ratings
from coder.model.errors import CoderError


def test_empty_is_not_rated_and_a_lone_bar_is_rated_without_a_label():
    table = parse_ratings("unit,anna,bert\nu1,a|b, a \nu2,,|\n")

    assert table == RatingsTable(("anna", "bert"), ("u1", "u2"), ((("a", "b"), ("a",)), (None, ())))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiter_and_encoding_are_found(tmp_path, delimiter, encoding):
    file = tmp_path / "ratings.csv"
    text = 'id,"Zoë; of Zoé",bert\r\n1,coördinatie,\r\n2,één,"a ""b"""\r\n'
    file.write_bytes(text.replace(",", delimiter).encode(encoding))

    table = read_ratings(file)

    assert table.coders == (text.split('"')[1].replace(",", delimiter), "bert")
    assert table.rows == ((("coördinatie",), None), (("één",), ('a "b"',)))


def test_blank_lines_are_passed_over_and_a_label_counts_once():
    assert parse_ratings("u,a,b\n\n1,x|x|,y\n,,\n").rows == ((("x",), ("y",)),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("unit\n1\n", "line 1: only one column"),
        ("unit,anna,\n1,a,b\n", "line 1: column 3 has no coder's name"),
        ("unit,anna,anna\n1,a,b\n", "line 1: two columns are named “anna”"),
        ("unit,anna,bert\n", "has no units"),
        ("unit,anna,bert\n1,a,b\n2,a\n", "line 3: 2 cells, and the first line has 3"),
        ("unit,anna,bert\n1,a,b\n\n,a,b\n", "line 4: the first cell names the unit, and it is empty"),
        ("unit,anna,bert\n1,a,b\n1,a,b\n", "line 3: the unit “1” is on line 2 already"),
        ('unit,anna,bert\n1,"a\nb",c\n2,"a\n', "line 4: a quote is opened here and never closed"),
        ('unit,anna,bert\n1,"a"b,c\n', "line 2: text after a closing quote"),
        (f"unit,anna,bert\n1,{'a' * 110_000},b\n", "line 2: a cell of more than 100,000 characters"),
        (f'unit,anna,bert\n1,"{"a," * 70_000}\n', "line 2: a cell of more than 100,000 characters"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, message):
    file = tmp_path / "ratings.csv"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CoderError) as error:
        read_ratings(file)

    assert str(error.value).startswith(f"ratings.csv: {message}")
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_or_no_text(tmp_path):
    with pytest.raises(CoderError, match=r"none\.csv: there is no such file"):
        read_ratings(tmp_path / "none.csv")
    (tmp_path / "ratings.xlsx").write_bytes(b"PK\x03\x04\x00\x00\x00")
    with pytest.raises(CoderError, match=r"ratings\.xlsx: is no text"):
        read_ratings(tmp_path / "ratings.xlsx")


def test_control_characters_do_not_reach_the_message():
    with pytest.raises(CoderError) as error:
        parse_ratings("unit,anna,bert\n\x1b[2J,a,b\n\x1b[2J,a,b\n")

    assert "\x1b" not in str(error.value)


@given(st.text(alphabet=st.sampled_from('ab,;\t|"\n é'), max_size=60))
def test_any_text_is_a_table_or_one_line(text):
    table, line = read(text)

    assert "\n" not in line
    assert table is None or all(len(row) == len(table.coders) for row in table.rows)


def read(text):
    try:
        return parse_ratings(text), ""
    except CoderError as error:
        return None, str(error)
