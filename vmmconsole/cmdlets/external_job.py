"""Jobs of other systems, servicing windows and connections to them."""

from __future__ import annotations

from vmmconsole.model import VirtualMachine, VMHost
from vmmconsole.model.status import Permission
from vmmconsole.script.cmdlet import parameter, switch

from .absent import AnyObject, Service, ServicingWindow
from .capabilities import Missing
from .unavailable import UnavailableChange, UnavailableNamedGet


class NewSCExternalJob(UnavailableChange):
    """Makes a job that another system reports its progress in.

    Example:
        New-SCExternalJob -Name "Create virtual machine"
    """

    name = "New-SCExternalJob"
    job_name = "Create external job"
    needs = Missing.EXTERNAL_JOBS
    permission = Permission.MANAGE_SETTINGS
    returns = "Job"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    result_object: AnyObject | None = parameter("ResultObject", help="What the job is about.")
    result_name: str = parameter("ResultName", help="The name of what the job is about.")


class SetSCExternalJob(UnavailableChange):
    """Reports the progress of another system's job.

    Example:
        Set-SCExternalJob -Job "Copy backups" -ProgressValue 50
    """

    name = "Set-SCExternalJob"
    job_name = "Change properties of external job"
    needs = Missing.EXTERNAL_JOBS
    permission = Permission.MANAGE_SETTINGS
    returns = "Job"
    default_set = "Progress"

    job_: AnyObject = parameter("Job", mandatory=True, position=0, pipeline=True, help="The job.")
    progress_value: int = parameter(
        "ProgressValue", sets=("Progress",), mandatory=True, help="How far it is, in percent."
    )
    completed: switch = parameter("Completed", sets=("Completed",), help="The job is done.")
    failed: switch = parameter("Failed", sets=("Failed",), help="The job failed.")
    info_message: str = parameter("InfoMessage", help="What the job has to say.")


class GetSCServicingWindow(UnavailableNamedGet):
    """Reads servicing windows: when objects may be worked on.

    Example:
        Get-SCServicingWindow -Name "Sunday night"
    """

    name = "Get-SCServicingWindow"
    needs = Missing.SERVICING_WINDOWS
    returns = "ServicingWindow"

    vm_host: VMHost | None = parameter("VMHost", help="Only those of this host.")
    vm: VirtualMachine | None = parameter("VM", help="Only those of this virtual machine.")
    service: Service | None = parameter("Service", help="Only those of this service.")


class NewSCServicingWindow(UnavailableChange):
    """Creates a servicing window.

    Example:
        New-SCServicingWindow -Name "Sunday night"
    """

    name = "New-SCServicingWindow"
    job_name = "Create servicing window"
    needs = Missing.SERVICING_WINDOWS
    permission = Permission.MANAGE_SETTINGS
    returns = "ServicingWindow"

    name_: str = parameter("Name", mandatory=True, position=0, help="Its name.")
    description: str = parameter("Description", help="What it is for.")
    category: str = parameter("Category", help="What kind of work it is for.")
    start_date: str = parameter("StartDate", help="The first day.")
    start_time_of_day: str = parameter("StartTimeOfDay", help="When it begins.")
    time_zone: int = parameter("TimeZone", help="The number of the time zone.")
    minutes_duration: int = parameter("MinutesDuration", help="How long it is, in minutes.")
    weekly_schedule_day_of_week: str = parameter("WeeklyScheduleDayOfWeek", help="The days of the week.")
    weeks_to_recur: int = parameter("WeeksToRecur", help="Every how many weeks.")


class SetSCServicingWindow(UnavailableChange):
    """Changes a servicing window.

    Example:
        Set-SCServicingWindow -ServicingWindow "Sunday night" -Description "For the laboratory"
    """

    name = "Set-SCServicingWindow"
    job_name = "Change properties of servicing window"
    needs = Missing.SERVICING_WINDOWS
    permission = Permission.MANAGE_SETTINGS
    returns = "ServicingWindow"

    servicing_window: ServicingWindow = parameter(
        "ServicingWindow", mandatory=True, position=0, pipeline=True, help="The servicing window."
    )
    name_: str = parameter("Name", help="Its new name.")
    description: str = parameter("Description", help="What it is for.")
    category: str = parameter("Category", help="What kind of work it is for.")


class RemoveSCServicingWindow(UnavailableChange):
    """Removes a servicing window.

    Example:
        Remove-SCServicingWindow -ServicingWindow "Sunday night"
    """

    name = "Remove-SCServicingWindow"
    job_name = "Remove servicing window"
    needs = Missing.SERVICING_WINDOWS
    permission = Permission.MANAGE_SETTINGS
    returns = "ServicingWindow"

    servicing_window: ServicingWindow = parameter(
        "ServicingWindow", mandatory=True, position=0, pipeline=True, help="The servicing window."
    )
