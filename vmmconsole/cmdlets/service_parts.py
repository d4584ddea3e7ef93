"""Services: several virtual machines that are deployed and changed together."""

from __future__ import annotations

from uuid import UUID

from vmmconsole.model import VMHostGroup
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import (
    Cloud,
    ComputerTier,
    ComputerTierConfiguration,
    ComputerTierTemplate,
    Credential,
    Service,
    ServiceConfiguration,
    ServiceSetting,
    ServiceTemplate,
)
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableGet, UnavailableNamedGet


class GetSCServiceConfiguration(UnavailableNamedGet):
    """Reads service configurations.

    Example:
        Get-SCServiceConfiguration -Name "Shop"
    """

    name = "Get-SCServiceConfiguration"
    needs = Missing.SERVICES
    returns = "ServiceConfiguration"

    all_: switch = parameter("All", help="All of them; the default.")
    service_template: ServiceTemplate | None = parameter(
        "ServiceTemplate", pipeline=True, help="Only those of this service template."
    )


class NewSCServiceConfiguration(UnavailableChange):
    """Makes the configuration of a service from its template.

    Example:
        New-SCServiceConfiguration -Name "Shop" -ServiceTemplate "Shop" -VMHostGroup "All Hosts"
    """

    name = "New-SCServiceConfiguration"
    job_name = "Create service configuration"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "ServiceConfiguration"
    default_set = "VMHostGroup"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    service_template: ServiceTemplate = parameter(
        "ServiceTemplate", mandatory=True, pipeline=True, help="The service template."
    )
    vm_host_group: VMHostGroup = parameter("VMHostGroup", sets=("VMHostGroup",), mandatory=True, help="The host group.")
    cloud: Cloud = parameter("Cloud", sets=("Cloud",), mandatory=True, help="The private cloud.")
    service_priority: str = parameter("ServicePriority", help="How important it is: Low, Normal or High.")
    cost_center: str = parameter("CostCenter", help="Who pays for it.")
    tag: str = parameter("Tag", help="A word to find it by.")


class SetSCServiceConfiguration(UnavailableChange):
    """Changes a service configuration.

    Example:
        Set-SCServiceConfiguration -ServiceConfiguration "Shop" -Description "For the laboratory"
    """

    name = "Set-SCServiceConfiguration"
    job_name = "Change properties of service configuration"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "ServiceConfiguration"

    service_configuration: ServiceConfiguration = parameter(
        "ServiceConfiguration", mandatory=True, position=0, pipeline=True, help="The service configuration."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    vm_host_group: VMHostGroup | None = parameter("VMHostGroup", help="The host group.")
    cloud: Cloud | None = parameter("Cloud", help="The private cloud.")
    service_priority: str = parameter("ServicePriority", help="How important it is: Low, Normal or High.")
    cost_center: str = parameter("CostCenter", help="Who pays for it.")
    tag: str = parameter("Tag", help="A word to find it by.")


class UpdateSCServiceConfiguration(UnavailableChange):
    """Finds places for the virtual machines of a service configuration.

    Example:
        Update-SCServiceConfiguration -ServiceConfiguration "Shop"
    """

    name = "Update-SCServiceConfiguration"
    job_name = "Update service configuration"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "ServiceConfiguration"

    service_configuration: ServiceConfiguration = parameter(
        "ServiceConfiguration", mandatory=True, position=0, pipeline=True, help="The service configuration."
    )


class RemoveSCServiceConfiguration(UnavailableChange):
    """Removes a service configuration.

    Example:
        Remove-SCServiceConfiguration -ServiceConfiguration "Shop"
    """

    name = "Remove-SCServiceConfiguration"
    job_name = "Remove service configuration"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "ServiceConfiguration"

    service_configuration: ServiceConfiguration = parameter(
        "ServiceConfiguration", mandatory=True, position=0, pipeline=True, help="The service configuration."
    )
    force: switch = parameter("Force", help="Do it although something stands against it.")


class GetSCServiceSetting(UnavailableGet):
    """Reads the settings of a service, its template or its configuration.

    Example:
        Get-SCServiceSetting -Name "AdminName"
    """

    name = "Get-SCServiceSetting"
    needs = Missing.SERVICES
    returns = "ServiceSetting"

    name_: str = parameter("Name", position=0, help="Only those of this name.")
    service_template: ServiceTemplate | None = parameter(
        "ServiceTemplate", pipeline=True, help="Only those of this service template."
    )
    service_configuration: ServiceConfiguration | None = parameter(
        "ServiceConfiguration", pipeline=True, help="Only those of this service configuration."
    )
    service: Service | None = parameter("Service", pipeline=True, help="Only those of this service.")
    computer_tier: ComputerTier | None = parameter(
        "ComputerTier", pipeline=True, help="Only those of this computer tier."
    )
    computer_tier_template: ComputerTierTemplate | None = parameter(
        "ComputerTierTemplate", pipeline=True, help="Only those of this computer tier template."
    )


class SetSCServiceSetting(UnavailableChange):
    """Gives a setting of a service its value.

    Example:
        Set-SCServiceSetting -ServiceSetting "AdminName" -Description "For the laboratory"
    """

    name = "Set-SCServiceSetting"
    job_name = "Change properties of service setting"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "ServiceSetting"
    default_set = "Value"

    service_setting: ServiceSetting = parameter(
        "ServiceSetting", mandatory=True, position=0, pipeline=True, help="The service setting."
    )
    value: str = parameter("Value", sets=("Value",), help="The value.")
    secure_value: Credential | None = parameter(
        "SecureValue", sets=("SecureValue",), help="The value, as a secure string."
    )
    description: str = parameter("Description", help="What it is for.")
    is_required: bool = parameter("IsRequired", help="$true when it must have a value.")
    is_encrypted: bool = parameter("IsEncrypted", help="$true to keep the value secret.")


class GetSCComputerTier(UnavailableGet):
    """Reads the tiers of services.

    Example:
        Get-SCComputerTier -Name "Web tier"
    """

    name = "Get-SCComputerTier"
    needs = Missing.SERVICES
    returns = "ComputerTier"

    service: Service | None = parameter("Service", pipeline=True, help="Only those of this service.")
    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class GetSCComputerTierTemplate(UnavailableGet):
    """Reads the tiers of service templates.

    Example:
        Get-SCComputerTierTemplate -Name "Web tier"
    """

    name = "Get-SCComputerTierTemplate"
    needs = Missing.SERVICES
    returns = "ComputerTierTemplate"

    service_template: ServiceTemplate | None = parameter(
        "ServiceTemplate", pipeline=True, help="Only those of this service template."
    )
    name_: str = parameter("Name", position=0, help="Only those of this name.")
    id_: UUID = parameter("ID", help="Only the one of this ID.")


class GetSCComputerTierConfiguration(UnavailableGet):
    """Reads the tiers of service configurations.

    Example:
        Get-SCComputerTierConfiguration -ServiceConfiguration "Shop"
    """

    name = "Get-SCComputerTierConfiguration"
    needs = Missing.SERVICES
    returns = "ComputerTierConfiguration"

    service_configuration: ServiceConfiguration = parameter(
        "ServiceConfiguration", mandatory=True, position=0, pipeline=True, help="The service configuration."
    )
    name_: str = parameter("Name", help="Only those of this name.")


class SetSCComputerTierConfiguration(UnavailableChange):
    """Changes a tier of a service configuration.

    Example:
        Set-SCComputerTierConfiguration -ComputerTierConfiguration "Web tier" -Description "For the laboratory"
    """

    name = "Set-SCComputerTierConfiguration"
    job_name = "Change properties of computer tier configuration"
    needs = Missing.SERVICES
    permission = Permission.CREATE
    returns = "ComputerTierConfiguration"

    computer_tier_configuration: ComputerTierConfiguration = parameter(
        "ComputerTierConfiguration", mandatory=True, position=0, pipeline=True, help="The computer tier configuration."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    service_priority: str = parameter("ServicePriority", help="How important it is: Low, Normal or High.")


class GetSCApplicationProfile(UnavailableNamedGet):
    """Reads application profiles.

    Example:
        Get-SCApplicationProfile -Name "Web"
    """

    name = "Get-SCApplicationProfile"
    needs = Missing.SERVICES
    returns = "ApplicationProfile"


class GetSCApplicationPackage(UnavailableNamedGet):
    """Reads application packages of the library.

    Example:
        Get-SCApplicationPackage -Name "Shop"
    """

    name = "Get-SCApplicationPackage"
    needs = Missing.SERVICES
    returns = "ApplicationPackage"


class GetSCCustomResource(UnavailableNamedGet):
    """Reads custom resources of the library.

    Example:
        Get-SCCustomResource -Name "Scripts"
    """

    name = "Get-SCCustomResource"
    needs = Missing.SERVICES
    returns = "CustomResource"


class GetSCLoadBalancer(UnavailableNamedGet):
    """Reads load balancers.

    Example:
        Get-SCLoadBalancer -Name "Balancer 1"
    """

    name = "Get-SCLoadBalancer"
    needs = Missing.SERVICES
    returns = "LoadBalancer"
