"""All views, each with its lists. Adding a view is one entry here, and its tabs in ``details.catalog``."""

from __future__ import annotations

from vmmconsole_ui.models.objects import Row, is_outside

from . import columns, scopes, words
from .view import Empty, ListSpec, Node, View

LIBRARY_ICONS: dict[str, str] = {
    "ISO": "iso", "VirtualHardDisk": "disk", "VirtualFloppyDisk": "floppy", "Script": "script",
    "AnswerFile": "answer_file", "HardwareProfile": "profile", "Template": "template",
}  # fmt: skip
LIBRARY_KINDS: tuple[str, ...] = ("ISO", "VirtualHardDisk", "VirtualFloppyDisk", "Script", "AnswerFile")


def platform(value: str) -> str:
    """What people read for the virtualization software."""
    texts = {"HyperV": "Hyper-V", "VMWareESX": "VMware ESX", "VMWareVC": "VMware vCenter", "Unknown": ""}
    return texts.get(value, value)


def _library_icon(row: Row) -> tuple[str, str]:
    return LIBRARY_ICONS.get(row.kind, "file"), "error" if row["State"] == "Missing" else "muted"


def _library_state(value: str) -> tuple[str, str]:
    return ("missing", "error") if value == "Missing" else ("ok", "ok")


MACHINES = ListSpec(
    id="machines",
    title="Virtual Machines",
    kinds=("VM",),
    columns=(
        columns.name(lambda _row: ("vm", "muted")),
        columns.status("Status", "StatusText", words.vm_state, width=18),
        columns.job(),
        columns.text("VMHost.Name", "Host", 14, names=("host",)),
        columns.text("Owner", "Owner", 16, names=("owner",)),
        columns.number("PerfCPUUtilization", "CPU", 7, read=words.percent, names=("cpu",), warn_at=80),
        columns.memory("Memory", "Memory", names=("memory", "mem")),
        columns.text("OperatingSystemText", "Operating system", 22, names=("os",)),
        columns.uptime(),
        columns.number("CPUCount", "Processors", 10, names=("processors", "cpus"), shown=False),
        columns.size("TotalSize", "Storage", names=("storage", "disk"), shown=False),
        columns.number("CheckpointCount", "Checkpoints", 11, names=("checkpoints",), shown=False),
        columns.text("HostGroupPath", "Host group", 22, names=("group",), shown=False),
        columns.text("VirtualizationPlatform", "Platform", 12, names=("platform",), shown=False, read=platform),
        columns.text("Tag", "Tag", 12, names=("tag",), shown=False),
        columns.text("Description", "Description", 28, names=("description",), shown=False),
        columns.time("AddedTime", "Added", names=("added",), shown=False),
    ),
    scope=scopes.machines,
    empty=Empty(
        "No virtual machines yet",
        "A virtual machine is made in a few pages: name, hardware, host and networks.",
        "new_vm",
    ),
    hint="Filter   status:running  cpu>80",
)

HOSTS = ListSpec(
    id="hosts",
    title="Hosts",
    kinds=("VMHost",),
    columns=(
        columns.name(lambda row: ("host", words.host_color(row["OverallState"] or "")), width=16),
        columns.status("OverallState", "OverallStateText", words.host_state, reason="StatusReason", width=18),
        columns.number("CPUUtilization", "CPU", 7, read=words.percent, names=("cpu",), warn_at=80),
        columns.memory("AvailableMemory", "Free memory", names=("memory", "mem")),
        columns.size("TotalMemory", "Memory", names=("total",)),
        columns.number("RunningVMs", "Running", 8, names=("running",)),
        columns.number("TotalVMs", "Machines", 9, names=("vms", "machines")),
        columns.text("VirtualizationPlatform", "Platform", 12, names=("platform",), read=platform),
        columns.text("OperatingSystem", "Operating system", 29, names=("os",)),
        columns.text("VMHostGroup.Name", "Host group", 13, names=("group",)),
        columns.text("VirtualizationVersion", "Version", 26, names=("version",), shown=False),
        columns.number("LogicalProcessorCount", "Processors", 11, names=("processors", "cpus"), shown=False,
                       zero_is_unknown=True),
        columns.text("Accelerator", "Accelerator", 12, names=("accelerator",), shown=False),
        columns.text("VirtualizationManager.Name", "Managed through", 18, names=("manager",), shown=False),
        columns.text("Connection", "Connection", 26, names=("connection",), shown=False),
        columns.time("RefreshedTime", "Refreshed", shown=False),
        columns.text("Description", "Description", 28, names=("description",), shown=False),
    ),
    scope=scopes.hosts,
    empty=Empty("No hosts here", "Add the computers that run virtual machines: this one, or others.", "add_hosts"),
    hint="Filter   status:ok  memory>16",
)  # fmt: skip

LIBRARY = ListSpec(
    id="library",
    title="Library",
    kinds=LIBRARY_KINDS,
    columns=(
        columns.name(_library_icon, width=32),
        columns.text("TypeText", "Type", 18, names=("type",)),
        columns.size("Size", "Size", names=("size",)),
        columns.status("State", "State", _library_state, width=13),
        columns.text("LibraryShare.Name", "Share", 16, names=("share",)),
        columns.text("Directory", "Folder", 16, names=("folder",)),
        columns.text("OperatingSystem", "Operating system", 20, names=("os",)),
        columns.time("AddedTime", "Added", names=("added",)),
        columns.text("LibraryServer.Name", "Library server", 16, names=("server",), shown=False),
        columns.text("SharePath", "Path", 40, names=("path",), shown=False),
        columns.text("Owner", "Owner", 14, names=("owner",), shown=False),
        columns.text("Description", "Description", 28, names=("description",), shown=False),
    ),
    scope=scopes.library,
    empty=Empty(
        "Nothing in this part of the library",
        "Put an ISO image, a disk or a script into the share's folder: it appears here by itself.",
        "explore_folder",
    ),
    hint="Filter   type:iso  size>1",
)

PROFILES = ListSpec(
    id="profiles",
    title="Hardware profiles",
    kinds=("HardwareProfile",),
    columns=(
        columns.name(lambda _row: ("profile", "muted"), width=32),
        columns.number("CPUCount", "Processors", 11, names=("cpus",)),
        columns.memory("Memory", "Memory", names=("memory",)),
        columns.text("Owner", "Owner", names=("owner",)),
        columns.time("AddedTime", "Added"),
        columns.text("Description", "Description", 36),
    ),
    scope=lambda _node, _store: lambda row: not row["IsTemporary"],
    empty=Empty("No hardware profiles", "Scripts make them with New-HardwareProfile.", "script_editor"),
)

TEMPLATES = ListSpec(
    id="templates",
    title="VM templates",
    kinds=("Template",),
    columns=(
        columns.name(lambda row: ("template", "disabled" if row["Enabled"] is False else "muted"), width=28),
        columns.status("Enabled", "Enabled", lambda enabled: ("ok", "ok") if enabled else ("canceled", "muted"),
                       read=lambda enabled: "Enabled" if enabled else "Disabled", width=13),
        columns.text("OperatingSystemText", "Operating system", 26, names=("os",)),
        columns.number("CPUCount", "Processors", 10, names=("processors", "cpus")),
        columns.memory("Memory", "Memory", names=("memory", "mem")),
        columns.size("TotalSize", "Storage", names=("storage", "disk", "size")),
        columns.text("VMHost.Name", "Host", 18, names=("host",)),
        columns.text("VirtualizationPlatform", "Platform", 12, names=("platform",), read=platform),
        columns.text("Owner", "Owner", 16, names=("owner",)),
        columns.time("AddedTime", "Added", names=("added",)),
        columns.text("Location", "Location", 30, names=("location", "path"), shown=False),
        columns.text("Tag", "Tag", 12, names=("tag",), shown=False),
        columns.text("Description", "Description", 28, names=("description",), shown=False),
    ),
    scope=scopes.everything,
    empty=Empty(
        "No templates yet",
        "Stop a virtual machine of a VirtualCenter server and choose New template: others are made from it then.",
    ),
    hint="Filter   os:debian  memory>4",
)  # fmt: skip


def _where_started(row: Row) -> str:
    """What hovering over a job says: where it was started, when that was not here."""
    return f"Started outside of this console, on {row['VirtualizationManager.Name']}" if is_outside(row) else ""


JOBS = ListSpec(
    id="jobs",
    title="Jobs",
    kinds=("Job",),
    columns=(
        columns.name(lambda row: ("outside" if is_outside(row) else "", "muted"), width=25, tip=_where_started),
        columns.status("Status", "StatusText", words.job_state, reason="ErrorInfo.Problem", width=15),
        columns.job_progress(),
        columns.text("ResultName", "Object", 16, names=("object", "result")),
        columns.time("StartTime", "Started", names=("started",), seconds=True),
        columns.time("EndTime", "Ended", names=("ended",), seconds=True),
        columns.text("Owner", "Owner", 10, names=("owner",)),
        columns.text("ErrorInfo.Problem", "Error", 20, names=("error",)),
        columns.text("CmdletName", "Command", 20, names=("command",), shown=False),
        columns.text("VirtualizationManager.Name", "Started outside, on", 22, names=("outside",), shown=False),
        columns.time("AddedTime", "Submitted", shown=False, seconds=True),
    ),
    scope=scopes.jobs,
    empty=Empty("No jobs here", "Every change runs as a job. Its steps, errors and script are kept.", "script_editor"),
    sort=("AddedTime", True),
    hint="Filter   status:failed  object:web*",
)

COMPUTERS = ListSpec(
    id="computers",
    title="Managed computers",
    kinds=("VMHost",),
    columns=(
        columns.name(lambda row: ("host", words.host_color(row["OverallState"] or "")), width=22),
        columns.status("OverallState", "OverallStateText", words.host_state, reason="StatusReason"),
        columns.text("VirtualizationPlatform", "Platform", 14, names=("platform",), read=platform),
        columns.text("VirtualizationVersion", "Version", 26, names=("version",)),
        columns.text("VirtualizationManager.Name", "Managed through", 18, names=("manager",)),
        columns.text("Connection", "Connection", 34, names=("connection",)),
        columns.text("Accelerator", "Accelerator", 12, names=("accelerator",)),
        columns.time("RefreshedTime", "Last updated", names=("updated",)),
        columns.text("StatusReason", "Reason", 40, names=("reason",)),
    ),
    scope=scopes.everything,
    empty=Empty("No managed computers", "Hosts that are added appear here.", "add_hosts"),
)

ROLES = ListSpec(
    id="roles",
    title="User roles",
    kinds=("UserRole",),
    columns=(
        columns.name(lambda _row: ("user_role", "muted"), width=26),
        columns.text("UserRoleProfile", "Profile", 22, names=("profile",), read=words.role_profile),
        columns.number("MemberCount", "Members", 9, names=("members",)),
        columns.text("ScopeText", "Scope", 32, names=("scope",)),
        columns.text("ParentUserRole.Name", "Below", 20, names=("below",)),
        columns.text("Description", "Description", 36),
    ),
    scope=scopes.everything,
    empty=Empty("No user roles", "Whoever runs the embedded engine is its administrator.", "new_user_role"),
)


def _hosts_of(row: Row) -> int:
    hosts = row.table.store.table("VMHost")
    return len([host for host in hosts if host["VirtualizationManager.ID"] == row.id])


MANAGERS = ListSpec(
    id="managers",
    title="Virtualization managers",
    kinds=("VirtualizationManager",),
    columns=(
        columns.name(lambda row: ("manager", words.host_color(row["Status"] or "")), width=28),
        columns.status("Status", "StatusText", words.host_state, reason="StatusReason"),
        columns.text("Version", "Version", 18, names=("version",)),
        columns.counted("Hosts", _hosts_of, names=("hosts",)),
        columns.number("Port", "Port", 8, read="{:.0f}".format, names=("port",)),
        columns.text("Credential", "Run As account", 18, names=("account",)),
        columns.time("RefreshedTime", "Last refreshed", names=("refreshed",)),
        columns.text("StatusReason", "Reason", 40, names=("reason",)),
        columns.text("Address", "Address", 26, names=("address",), shown=False),
        columns.text("Fingerprint", "Accepted certificate", 40, shown=False),
        columns.text("Description", "Description", 28, names=("description",), shown=False),
    ),
    scope=scopes.everything,
    empty=Empty(
        "No virtualization managers",
        "A VirtualCenter server brings its ESX hosts and their virtual machines.",
        "add_manager",
    ),
)

ACCOUNTS = ListSpec(
    id="accounts",
    title="Run As accounts",
    kinds=("RunAsAccount",),
    columns=(
        columns.name(lambda row: ("account", "disabled" if row["Enabled"] is False else "muted"), width=26),
        columns.text("UserName", "User name", 30, names=("user",)),
        columns.status("Enabled", "Enabled", lambda enabled: ("ok", "ok") if enabled else ("canceled", "muted"),
                       read=lambda enabled: "Enabled" if enabled else "Disabled", width=14),
        columns.text("Owner", "Owner", 20, names=("owner",)),
        columns.text("Description", "Description", 44, names=("description",)),
    ),
    scope=scopes.everything,
    empty=Empty(
        "No Run As accounts",
        "A user name and a password that scripts name and never hold. The engine keeps the password encrypted.",
        "new_account",
    ),
)  # fmt: skip


def _library_list(node: Node) -> ListSpec:
    return {"profiles": PROFILES, "templates": TEMPLATES}.get(node.kind, LIBRARY)


def _administration_list(node: Node) -> ListSpec | None:
    lists = {"computers": COMPUTERS, "roles": ROLES, "managers": MANAGERS, "accounts": ACCOUNTS}
    return lists.get(node.id)


VIEWS: tuple[View, ...] = (
    View("hosts", "Hosts", "view_hosts", "hosts", lambda _node: HOSTS),
    View("machines", "Virtual Machines", "view_vms", "hosts", lambda _node: MACHINES),
    View("library", "Library", "view_library", "library", _library_list),
    View("jobs", "Jobs", "view_jobs", "jobs", lambda _node: JOBS),
    View("administration", "Administration", "view_administration", "administration", _administration_list),
)
