"""How does an address become a square that a phone reads?"""

from functools import lru_cache

from django.utils.safestring import SafeString
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode


@lru_cache(maxsize=64)
def square(address: str) -> SafeString:
    """The square as an SVG picture that is hidden from screen readers: the address stands beside it in words."""
    code = QRCode(image_factory=SvgPathImage, box_size=12, border=2)
    code.add_data(address)
    drawn = str(code.make_image().to_string(encoding="unicode"))
    drawn = drawn.replace("<svg ", '<svg class="square" aria-hidden="true" focusable="false" ', 1)
    return SafeString(drawn)  # drawn by the library from an address of ours
