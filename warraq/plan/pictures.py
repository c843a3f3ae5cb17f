"""The files made of pictures, one address each. Only what something visible shows has one."""

from collections.abc import Iterator

from warraq.media.pictures import FORMATS, derived, path, widths
from warraq.plan.desk import Desk
from warraq.site import Site
from warraq.views import Address, Page, PictureFile


def addresses(site: Site) -> Iterator[Address]:
    """Every file of every picture, those of one picture one after the other: it is read once for all of them."""
    for original in site.ask.pictures.all_shown():
        sizes = widths(original, site.recipe)
        yield from (Address("picture", kind, original.path, width) for kind in FORMATS for width in sizes)


def file(desk: Desk, address: Address) -> Page | None:
    """The file in the format `address.field` and the width `address.number` of the picture `address.key`."""
    original = desk.site.ask.pictures.shown(address.key)
    made = derived(original, desk.site.recipe, address.field, address.number) if original else None
    if original is None or made is None:
        return None
    site_path = path(original, desk.site.recipe, made.format, made.width)
    return Page(address, site_path, "", PictureFile(original, made))
