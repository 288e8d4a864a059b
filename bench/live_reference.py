"""What does a fan-out cost at least? A plain asyncio server: what one who says `tell` sends is written to all."""

import asyncio
import sys


class Plain:
    """Everyone who has connected and said nothing but a request is a listener."""

    def __init__(self) -> None:
        self._listening: list[asyncio.StreamWriter] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readline()
        if first.startswith(b"GET"):
            self._listening.append(writer)
            writer.write(b"retry: 2000\n\n\r\n")
            await reader.read()
        while first.startswith(b"tell "):
            said = await reader.readexactly(int(first[5:]))
            for each in self._listening:
                each.write(said)
            writer.write(b"HTTP/1.1 204 \r\n\r\n")
            first = await reader.readline()


async def main() -> None:
    server = await asyncio.start_server(Plain().serve, "127.0.0.1", int(sys.argv[1]), backlog=5_000)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
