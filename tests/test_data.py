"""The data that come with the course are what they are said to be."""

import hashlib
from pathlib import Path

import numpy as np

import xentlib
from xentlib import load_digits

FOLDER = Path(xentlib.__file__).parent / "data"


def test_digits_have_their_shapes_and_types():
    images, labels = load_digits()
    assert (images.shape, images.dtype) == ((1797, 8, 8), np.uint8)
    assert (labels.shape, labels.dtype) == ((1797,), np.int64)
    assert (images.min(), images.max()) == (0, 16)


def test_digits_are_the_stored_ones():
    images, labels = load_digits()
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert images.sum() == 561_718
    assert images[[0, 1, 1437, 1796]].sum(axis=(1, 2)).tolist() == [294, 313, 347, 392]
    # of an order or an orientation changed, a plain sum would say nothing
    assert np.sum(images * np.arange(1, 65).reshape(8, 8)) == 18_222_371
    assert np.sum(labels * np.arange(1, 1798)) == 7_272_861
    stored = (FOLDER / "digits.npz").read_bytes()
    assert hashlib.sha256(stored).hexdigest() == "b2dab7b501728c22e9119ad76740b2e17c77a231e42d1e592380d90886f1a05e"


def test_the_first_digit_is_a_zero():
    images, labels = load_digits()
    assert labels[0] == 0
    assert images[0, 3].tolist() == [0, 4, 12, 0, 0, 8, 8, 0]


def test_each_reader_gets_arrays_of_their_own():
    for array in load_digits():
        array[:] = 7
    images, labels = load_digits()
    assert images[0, 0, 0] == 0 and labels[0] == 0


def test_every_file_of_data_says_where_it_comes_from():
    said = (FOLDER / "README.md").read_text(encoding="utf-8")
    files = [file.name for file in FOLDER.iterdir() if file.suffix in {".npz", ".txt"}]
    assert files
    assert all(f"## `{name}`" in said for name in files)
    assert "CC BY 4.0" in said
