"""How is a large file received without being held in memory, and without filling the disk?"""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

MOST_BYTES = 300_000_000
FIELDS = frozenset({"file", "captions_da", "captions_en"})


class Bounded(TemporaryFileUploadHandler):
    """Each file of the form into a temporary file; what is too large arrives empty, but with its size."""

    def new_file(self, field_name: str, *args: Any, **options: Any) -> None:
        super().new_file(field_name, *args, **options)
        if field_name not in FIELDS:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MOST_BYTES:
            self.file.seek(0)
            self.file.truncate()
        else:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.file.seek(0)
        self.file.size = file_size
        return self.file
