"""A mail server on this machine, with TLS, that misbehaves when it is told to."""

from tests.servers.smtp.certificates import Identity
from tests.servers.smtp.certificates import identity
from tests.servers.smtp.server import PASSWORD
from tests.servers.smtp.server import USER
from tests.servers.smtp.server import Letterbox
from tests.servers.smtp.server import Received

__all__ = ["PASSWORD", "USER", "Identity", "Letterbox", "Received", "identity"]
