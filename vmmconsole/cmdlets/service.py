"""Services: several virtual machines that are deployed and changed together."""

from __future__ import annotations

from vmmconsole.model import UserRole, VMHostGroup
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import Cloud, Service, ServiceConfiguration, ServiceTemplate
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGrouped, UnavailableNamedGet


class GetSCService(UnavailableNamedGet):
    """Reads services.

    Example:
        Get-SCService -Name "Shop"
    """

    name = "Get-SCService"
    needs = Missing.SERVICES
    returns = "Service"

    cloud: Cloud | None = parameter("Cloud", help="Only those of this private cloud.")
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", help="Only those of this host group.")
    all_: switch = parameter("All", help="All of them; the default.")


class NewSCService(UnavailableChange):
    """Deploys a service from its configuration.

    Example:
        New-SCService -ServiceConfiguration "Shop"
    """

    name = "New-SCService"
    job_name = "Create service"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "Service"

    service_configuration: ServiceConfiguration = parameter(
        "ServiceConfiguration", mandatory=True, position=0, pipeline=True, help="The service configuration."
    )
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    user_role: UserRole | None = parameter("UserRole", help="The user role.")


class SetSCService(UnavailableGrouped):
    """Changes a service.

    Example:
        Set-SCService -Service "Shop" -Description "For the laboratory"
    """

    name = "Set-SCService"
    job_name = "Change properties of service"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "Service"

    service: Service = parameter("Service", mandatory=True, position=0, pipeline=True, help="The service.")
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    user_role: UserRole | None = parameter("UserRole", help="The user role.")
    cost_center: str = parameter("CostCenter", help="Who pays for it.")
    tag: str = parameter("Tag", help="A word to find it by.")
    service_priority: str = parameter("ServicePriority", help="How important it is: Low, Normal or High.")
    pending_service_template: ServiceTemplate | None = parameter(
        "PendingServiceTemplate", help="The template that the next update brings it to."
    )


class RemoveSCService(UnavailableChange):
    """Removes a service with its virtual machines.

    Example:
        Remove-SCService -Service "Shop"
    """

    name = "Remove-SCService"
    job_name = "Remove service"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "Service"

    service: Service = parameter("Service", mandatory=True, position=0, pipeline=True, help="The service.")
    force: switch = parameter("Force", help="Do it although something stands against it.")


class StartSCService(UnavailableChange):
    """Starts the virtual machines of a service.

    Example:
        Start-SCService -Service "Shop"
    """

    name = "Start-SCService"
    job_name = "Start service"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "Service"

    service: Service = parameter("Service", mandatory=True, position=0, pipeline=True, help="The service.")


class StopSCService(UnavailableChange):
    """Stops the virtual machines of a service.

    Example:
        Stop-SCService -Service "Shop"
    """

    name = "Stop-SCService"
    job_name = "Stop service"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "Service"

    service: Service = parameter("Service", mandatory=True, position=0, pipeline=True, help="The service.")
    shutdown: switch = parameter("Shutdown", help="Ask the guests to shut down.")
    force: switch = parameter("Force", help="Do it although something stands against it.")


class SuspendSCService(UnavailableChange):
    """Pauses the virtual machines of a service.

    Example:
        Suspend-SCService -Service "Shop"
    """

    name = "Suspend-SCService"
    job_name = "Pause service"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "Service"

    service: Service = parameter("Service", mandatory=True, position=0, pipeline=True, help="The service.")


class ResumeSCService(UnavailableChange):
    """Lets the virtual machines of a service go on.

    Example:
        Resume-SCService -Service "Shop"
    """

    name = "Resume-SCService"
    job_name = "Resume service"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "Service"

    service: Service = parameter("Service", mandatory=True, position=0, pipeline=True, help="The service.")


class UpdateSCService(UnavailableChange):
    """Brings a service to another release of its template.

    Example:
        Update-SCService -Service "Shop"
    """

    name = "Update-SCService"
    job_name = "Update service"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "Service"

    service: Service = parameter("Service", mandatory=True, position=0, pipeline=True, help="The service.")
    start_now: switch = parameter("StartNow", help="Begin at once.")


class GetSCServiceTemplate(UnavailableNamedGet):
    """Reads service templates.

    Example:
        Get-SCServiceTemplate -Name "Shop"
    """

    name = "Get-SCServiceTemplate"
    needs = Missing.SERVICES
    returns = "ServiceTemplate"

    release: str = parameter("Release", help="Only those of this release.")
    all_: switch = parameter("All", help="All of them; the default.")


class NewSCServiceTemplate(UnavailableChange):
    """Creates a service template.

    Example:
        New-SCServiceTemplate -Name "Shop" -Release "1.0"
    """

    name = "New-SCServiceTemplate"
    job_name = "Create service template"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "ServiceTemplate"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    release: str = parameter("Release", mandatory=True, help="The release.")
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    service_priority: str = parameter("ServicePriority", help="How important it is: Low, Normal or High.")
    service_template: ServiceTemplate | None = parameter("ServiceTemplate", pipeline=True, help="The service template.")


class SetSCServiceTemplate(UnavailableChange):
    """Changes a service template.

    Example:
        Set-SCServiceTemplate -ServiceTemplate "Shop" -Description "For the laboratory"
    """

    name = "Set-SCServiceTemplate"
    job_name = "Change properties of service template"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "ServiceTemplate"

    service_template: ServiceTemplate = parameter(
        "ServiceTemplate", mandatory=True, position=0, pipeline=True, help="The service template."
    )
    name_: str = parameter("Name", help="Its new name.")
    release: str = parameter("Release", help="The release.")
    description: str = parameter("Description", help="What it is for.")
    owner: str = parameter("Owner", help="Who owns it, as DOMAIN\\user.")
    published: bool = parameter("Published", help="$true to let it be deployed.")
    service_priority: str = parameter("ServicePriority", help="How important it is: Low, Normal or High.")


class RemoveSCServiceTemplate(UnavailableChange):
    """Removes a service template.

    Example:
        Remove-SCServiceTemplate -ServiceTemplate "Shop"
    """

    name = "Remove-SCServiceTemplate"
    job_name = "Remove service template"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "ServiceTemplate"

    service_template: ServiceTemplate = parameter(
        "ServiceTemplate", mandatory=True, position=0, pipeline=True, help="The service template."
    )
    force: switch = parameter("Force", help="Do it although something stands against it.")
