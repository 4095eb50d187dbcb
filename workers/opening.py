"""Opens the vault that the settings name."""

from __future__ import annotations

from config.settings import Settings
from domain.errors import BadInput, Locked
from storage import migrate
from storage.cipher import KeyRing
from storage.ring_file import RingFile
from storage.vault import Vault, open_vault, require


def vault_of(settings: Settings) -> Vault:
    """The vault and its key store, at the newest schema. Raises `BadInput` without a key ring."""
    vault = open_only(settings)
    try:
        require(vault)
        migrate.upgrade(vault)
        _require_ring(vault)
    except Locked as lacking:
        vault.close()
        raise BadInput("LUWTE_ENCRYPTION_KEYS", str(lacking)) from None
    except BaseException:
        vault.close()
        raise
    return vault


def _require_ring(vault: Vault) -> None:
    if missing := vault.keys.missing():
        names = ", ".join(f"{name!r} ({number} data keys)" for name, number in missing.items())
        raise Locked(f"lacks master keys that are in use: {names}; put them behind the newest")


def open_only(settings: Settings) -> Vault:
    """The same, at whatever schema it has. Raises `BadInput` without a key ring."""
    ring = settings.encryption_keys.get_secret_value()
    if not ring:
        raise BadInput(
            "LUWTE_ENCRYPTION_KEYS", "is not set; make a key with `luwte keys new NAME`, and keep it apart from the backups"
        )
    if settings.vault_url.startswith("sqlite:///"):
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    known, file = KeyRing.parse(ring), settings.file_of("encryption_keys")
    return open_vault(settings.vault_url, settings.keys_url, known, RingFile(file, known) if file else None)
