"""What the service answers when it refuses, in its two dialects (Sheets and Drive)."""

from __future__ import annotations

from typing import Any

REASONS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}
TYPE = "type.googleapis.com/google.rpc."


class ApiError(Exception):
    """A refusal with its HTTP status and JSON body."""

    def __init__(self, code: int, message: str, **more: Any) -> None:  # noqa: ANN401  # JSON
        super().__init__(message)
        self.code = code
        self.message = message
        self.more = more

    def body(self) -> dict[str, Any]:
        """The JSON answer: ``error`` with code, message, status and details."""
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if "errors" not in self.more:
            error["status"] = REASONS.get(self.code, "UNKNOWN")
        return {"error": error | self.more}


def invalid(message: str) -> ApiError:
    """400 of a request that can't be done as asked."""
    return ApiError(400, message)


def violation(field: str, description: str, message: str | None = None) -> ApiError:
    """400 of a request that isn't even well formed."""
    where = {"field": field, "description": description} if field else {"description": description}
    details = [{"@type": f"{TYPE}BadRequest", "fieldViolations": [where]}]
    return ApiError(400, message or description, details=details)


def not_found() -> ApiError:
    """404 of a spreadsheet, metadata or method that isn't there."""
    return ApiError(404, "Requested entity was not found.")


def forbidden() -> ApiError:
    """403 of a document that isn't shared with the caller."""
    return ApiError(403, "The caller does not have permission")


def switched_off(api: str, project: str) -> ApiError:
    """403 of a project in which the interface is not enabled."""
    service = f"{api}.googleapis.com"
    text = (
        f"Google {api.capitalize()} API has not been used in project {project} before or it is "
        f"disabled. Enable it by visiting https://console.developers.google.com/apis/api/{service}"
        f"/overview?project={project} then retry. If you enabled this API recently, wait a few "
        "minutes for the action to propagate to our systems and retry."
    )
    info = {
        "@type": f"{TYPE}ErrorInfo",
        "reason": "SERVICE_DISABLED",
        "domain": "googleapis.com",
        "metadata": {"service": service, "consumer": f"projects/{project}"},
    }
    more: dict[str, Any] = {"details": [info]}
    if api == "drive":
        reason = {"message": text, "domain": "usageLimits", "reason": "accessNotConfigured"}
        more["errors"] = [reason]
    return ApiError(403, text, **more)


def unauthenticated(*, missing: bool = False) -> ApiError:
    """401: no access token, or one that isn't (or is no longer) valid."""
    start = (
        "Request is missing required authentication credential."
        if missing
        else "Request had invalid authentication credentials."
    )
    message = (
        f"{start} Expected OAuth 2 access token, login cookie or other valid authentication "
        "credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
    )
    reason = "CREDENTIALS_MISSING" if missing else "ACCESS_TOKEN_EXPIRED"
    details = [{"@type": f"{TYPE}ErrorInfo", "reason": reason, "domain": "googleapis.com"}]
    return ApiError(401, message, details=details)


def quota(kind: str, limit: int, project: str) -> ApiError:
    """429 of the per-minute quota.

    Args:
        kind: ``Read`` or ``Write``.
        limit: Requests allowed per minute and user.
        project: Number of the caller's project.
    """
    service = "sheets.googleapis.com"
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute "
        f"per user' of service '{service}' for consumer 'project_number:{project}'."
    )
    metadata = {
        "quota_limit": f"{kind}RequestsPerMinutePerUser",
        "quota_unit": "1/min/{project}/{user}",
        "quota_location": "global",
        "quota_limit_value": str(limit),
        "consumer": f"projects/{project}",
        "service": service,
        "quota_metric": f"{service}/{kind.lower()}_requests",
    }
    link = {
        "description": "Request a higher quota limit.",
        "url": "https://cloud.google.com/docs/quotas/help/request_increase",
    }
    details = [
        {
            "@type": f"{TYPE}ErrorInfo",
            "reason": "RATE_LIMIT_EXCEEDED",
            "domain": "googleapis.com",
            "metadata": metadata,
        },
        {"@type": f"{TYPE}Help", "links": [link]},
    ]
    return ApiError(429, message, details=details)


def drive(code: int, message: str, reason: str, location: str = "", domain: str = "") -> ApiError:
    """A refusal of Drive, which lists ``errors`` instead of a status."""
    error = {"message": message, "domain": domain or "global", "reason": reason}
    if location:
        error |= {"location": location, "locationType": "parameter"}
    return ApiError(code, message, errors=[error])


def no_file(file: str) -> ApiError:
    """404 of Drive: the file isn't there, or isn't shared with the caller."""
    return drive(404, f"File not found: {file}.", "notFound", "fileId")
