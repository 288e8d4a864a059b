"""How is a file received that nobody keeps? In memory, one of them, and no more of it than will be read.

Django would write a large file to the disk. This handler writes nothing, and lets go of what is too large while the
rest of it is still on its way.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from trappen.language.letters import MOST_BYTES


class InMemory(FileUploadHandler):
    """The first file of a form; one that is too large arrives without its content, but with its size."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._held = BytesIO()
        self._has_begun = False

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        if self._has_begun:
            raise SkipFile
        self._has_begun = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MOST_BYTES:
            self._held.seek(0)
            self._held.truncate()
        else:
            self._held.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        self._held.seek(0)
        return InMemoryUploadedFile(
            self._held,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
