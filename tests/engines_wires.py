"""Connections to test with: a proxy that cuts the wire, and a server that says it is an old one."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Proxy:
    """Passes bytes on to a server. After `cut_after` bytes from the client the wire is cut, and so is each later one unless `once`."""

    target: tuple[str, int]
    cut_after: int | None = None
    once: bool = False
    connections: int = 0
    passed: int = 0
    _open: list[socket.socket] = field(default_factory=list)
    _listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def address(self) -> str:
        """What a client is given."""
        return f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"

    def serve(self) -> None:
        """Accept until closed."""
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.connections += 1
                if self._is_cut() and not self.once:
                    client.close()
                    continue
                server = socket.create_connection(self.target)
                for end in (client, server):  # small messages are not held back
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._open += [client, server]
                threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def close(self) -> None:
        """Cut everything."""
        self._listener.close()
        self._cut()

    def _is_cut(self) -> bool:
        return self.cut_after is not None and self.passed >= self.cut_after

    def _cut(self) -> None:
        for end in self._open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()

    def _pass(self, source: socket.socket, target: socket.socket, count: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1024):
                if count and self.cut_after is not None and self.passed < self.cut_after <= self.passed + len(data):
                    self.passed += len(data)
                    break
                self.passed += len(data) * count
                target.sendall(data)
            for end in (source, target):
                end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def proxy(host: str, port: int, *, cut_after: int | None = None, once: bool = False) -> Iterator[Proxy]:
    """A proxy before a server, closed at the end."""
    found = Proxy((host, port), cut_after, once)
    threading.Thread(target=found.serve, daemon=True).start()
    try:
        yield found
    finally:
        found.close()


@contextlib.contextmanager
def server_that_says(agent: str, *, bolt: int = 0) -> Iterator[str]:
    """The address of something that speaks Bolt 5.`bolt`, says who it is and agrees to everything."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=_agree, args=(client, agent, bolt), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def _agree(client: socket.socket, agent: str, bolt: int) -> None:
    said = {"server": agent, "connection_id": "bolt-1"}
    packed = b"".join(bytes([0xD0, len(text)]) + text.encode() for pair in said.items() for text in pair)
    success = b"\xb1\x70" + bytes([0xA0 + len(said)]) + packed
    with contextlib.suppress(OSError), client, client.makefile("rb") as stream:
        stream.read(20)
        client.sendall(bytes([0, 0, bolt, 5]))
        while size := stream.read(2):
            if size == b"\0\0":  # the end of a message
                client.sendall(len(success).to_bytes(2, "big") + success + b"\0\0")
            stream.read(int.from_bytes(size, "big"))
