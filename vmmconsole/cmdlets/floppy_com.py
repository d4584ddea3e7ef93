"""The virtual floppy drive and the virtual COM ports: always there, only their media and attachments change."""

from __future__ import annotations

from vmmconsole.model import HardwareProfile, VirtualFloppyDisk, VirtualMachine
from vmmconsole.model.errors import ParameterError
from vmmconsole.model.hardware import Device, Hardware, VirtualCOMPort, VirtualFloppyDrive
from vmmconsole.model.status import DVDConnection
from vmmconsole.script.cmdlet import parameter, switch

from .device_cmdlet import ExistingDeviceCmdlet, GetDeviceCmdlet
from .media import usable
from .session import Session


class GetVirtualFloppyDrive(GetDeviceCmdlet):
    """Reads virtual floppy drives.

    Example:
        Get-VirtualFloppyDrive -VM "web-01"
    """

    name = "Get-VirtualFloppyDrive"
    aliases = ("Get-SCVirtualFloppyDrive",)
    returns = "VirtualFloppyDrive"
    device = VirtualFloppyDrive


class SetVirtualFloppyDrive(ExistingDeviceCmdlet):
    """Puts a floppy image into the virtual floppy drive, or takes it out.

    Example:
        Get-VirtualFloppyDrive -VM "web-01" | Set-VirtualFloppyDrive -NoMedia

    Example:
        Set-VirtualFloppyDrive -RunAsynchronously -VMMServer localhost -NoMedia `
            -JobGroup 5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f
    """

    name = "Set-VirtualFloppyDrive"
    aliases = ("Set-SCVirtualFloppyDrive",)
    job_name = "Change properties of virtual floppy drive"
    returns = "VirtualFloppyDrive"
    device = VirtualFloppyDrive
    device_attribute = "virtual_floppy_drive"

    virtual_floppy_drive: VirtualFloppyDrive = parameter(
        "VirtualFloppyDrive", position=0, pipeline=True, help="The drive; left out in a job group."
    )
    virtual_floppy_disk: VirtualFloppyDisk = parameter(
        "VirtualFloppyDisk", help="The library's floppy image to put into the drive."
    )
    no_media: switch = parameter("NoMedia", help="Take the medium out.")

    def check(self) -> None:
        super().check()
        if self.given("virtual_floppy_disk") == bool(self.no_media):
            raise ParameterError(
                f"{self.name} needs one of -NoMedia and -VirtualFloppyDisk.", action="Give one of the two."
            )

    def apply(self, hardware: Hardware, session: Session) -> Device:
        drive = hardware.virtual_floppy_drive or VirtualFloppyDrive(id=session.derive_id("floppy"))
        update: dict[str, object] = {"connection": DVDConnection.NONE, "virtual_floppy_disk": None, "image_path": ""}
        if self.given("virtual_floppy_disk"):
            disk = usable(session, VirtualFloppyDisk, self.virtual_floppy_disk)
            update = {"connection": DVDConnection.ISO_IMAGE, "virtual_floppy_disk": disk.ref,
                      "image_path": disk.share_path}  # fmt: skip
        hardware.virtual_floppy_drive = drive.model_copy(update=update)
        return hardware.virtual_floppy_drive


class GetVirtualCOMPort(GetDeviceCmdlet):
    """Reads virtual COM ports.

    Example:
        Get-VirtualCOMPort -VM "web-01"
    """

    name = "Get-VirtualCOMPort"
    aliases = ("Get-SCVirtualCOMPort",)
    returns = "VirtualCOMPort"
    device = VirtualCOMPort


class SetVirtualCOMPort(ExistingDeviceCmdlet):
    """Attaches a virtual COM port to a text file, a named pipe, a port of the host, or to nothing.

    Example:
        Set-VirtualCOMPort -NoAttach -VMMServer localhost -GuestPort 1 -JobGroup 5f3c0ffe-8c1d-4c0f-9d3e-0a1b2c3d4e5f

    Example:
        Set-VirtualCOMPort -VM "web-01" -GuestPort 2 -TextFile "/srv/vms/web-01/serial.log"
    """

    name = "Set-VirtualCOMPort"
    aliases = ("Set-SCVirtualCOMPort",)
    job_name = "Change properties of virtual COM port"
    returns = "VirtualCOMPort"
    device = VirtualCOMPort
    device_attribute = "virtual_com_port"

    virtual_com_port: VirtualCOMPort = parameter("VirtualCOMPort", position=0, pipeline=True, help="The port.")
    vm: VirtualMachine = parameter("VM", pipeline=True, help="The virtual machine that has the port, with -GuestPort.")
    guest_port: int = parameter(
        "GuestPort", pipeline=True, minimum=1, maximum=2, help="The number of the port, 1 or 2."
    )
    no_attach: switch = parameter("NoAttach", help="Attach it to nothing.")
    text_file: str = parameter("TextFile", help="The full path on the host of the file that gets what is written.")
    named_pipe: str = parameter("NamedPipe", help="The full path on the host of the pipe or socket.")
    host_port: int = parameter(
        "HostPort", aliases=("VMHostCOMPort",), minimum=1, maximum=16, help="The number of the host's serial port."
    )
    wait_for_modem: bool = parameter("WaitForModem", help="$true to attach only when the modem is connected.")

    def check(self) -> None:
        super().check()
        ways = [bool(self.no_attach), self.given("text_file"), self.given("named_pipe"), self.given("host_port")]
        if sum(ways) != 1:
            raise ParameterError(
                f"{self.name} does not know what to attach the port to.",
                cause="Nothing is given." if not any(ways) else "More than one way is given.",
                action="Give one of -NoAttach, -TextFile, -NamedPipe and -HostPort.",
            )
        if not self.given("guest_port"):
            self.named_device()

    def owner(self, session: Session) -> VirtualMachine | HardwareProfile:
        if self.given("vm"):
            return session.get(VirtualMachine, self.vm.id)
        return super().owner(session)

    def apply(self, hardware: Hardware, session: Session) -> Device:
        number = self.guest_port if self.given("guest_port") else self.find_device(hardware).port_number
        port = next((p for p in hardware.virtual_com_ports if p.port_number == number), None)
        if port is None:
            port = VirtualCOMPort(id=session.derive_id(f"COM {number}"), name=f"COM {number}", port_number=number)
            hardware.virtual_com_ports.append(port)
        port.connection, port.text_file, port.named_pipe, port.host_port = "None", "", "", None
        if self.given("text_file"):
            port.connection, port.text_file = "TextFile", self.text_file
        elif self.given("named_pipe"):
            port.connection, port.named_pipe = "NamedPipe", self.named_pipe
        elif self.given("host_port"):
            port.connection, port.host_port = "HostPort", self.host_port
        port.wait_for_modem = bool(self.wait_for_modem) if self.given("wait_for_modem") else port.wait_for_modem
        hardware.virtual_com_ports.sort(key=lambda p: p.port_number)
        return port
