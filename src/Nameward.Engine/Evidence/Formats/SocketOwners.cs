using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Sockets of a host with the programs that hold them, in the words of <c>Get-NetTCPConnection</c> and <c>Get-NetUDPEndpoint</c>: CSV or JSON of PowerShell, of the host pack for Windows, and of the host
/// pack for Velociraptor.
/// </summary>
public sealed class SocketOwners : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "socket-owners",
        Number = 119,
        Title = "Sockets with their programs (Get-NetTCPConnection, Get-NetUDPEndpoint, host pack): CSV, JSON",
        Source = "https://learn.microsoft.com/powershell/module/nettcpip/get-nettcpconnection, https://docs.velociraptor.app/vql_reference/basic/netstat/; Windows 8 to 11, and docs/hosts.md for the columns that the host pack adds",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 2,
        Carries = Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows | Carries.Processes | Carries.Changes,
        Lacks = ["names", "the server of UDP sockets, on Windows", "bytes and packets", "times, paths, accounts and hosts, where PowerShell alone wrote it", "sockets that came and went between two looks"],
        Unproven = "no real export was to be had but in documents",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly FieldTable Fields = new(
            ("Time", LogField.Time), ("Host", LogField.Host), ("PSComputerName", LogField.Host), ("Protocol", LogField.Protocol), ("LocalAddress", LogField.Client), ("LocalPort", LogField.ClientPort),
            ("RemoteAddress", LogField.Server), ("RemotePort", LogField.ServerPort), ("State", LogField.Kind), ("OwningProcess", LogField.ProcessId), ("ProcessPath", LogField.Process), ("User", LogField.User));

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Client) && fields.Has(LogField.ClientPort) && fields.Has(LogField.ProcessId);

        /// <summary>PowerShell alone writes no time of the look.</summary>
        public override LogStamp StampOf(FieldValues fields) => fields[LogField.Time].IsEmpty ? default : base.StampOf(fields);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (!TryEndpoint(fields, LogField.Client, LogField.ClientPort, out var local) || !TryEndpoint(fields, LogField.Server, LogField.ServerPort, out var remote))
            {
                return LineResult.Malformed(NoEndpoint);
            }
            var asker = new Asker
            {
                Host = fields[LogField.Host],
                User = fields[LogField.User],
                Process = fields[LogField.Process],
                ProcessId = Numbers.TryCount(fields[LogField.ProcessId], out var id) && id <= uint.MaxValue ? (uint)id : 0,
            };
            return SocketRow.Say(local, remote, FlowWords.Protocol(fields[LogField.Protocol]), IsOpen(fields[LogField.Kind]), asker, time, offset, rows);
        }

        /// <summary>The state by its name, or as the number that PowerShell exports (MSFT_NetTCPConnection): 3 asked for and not answered yet, 5 stands.</summary>
        static bool? IsOpen(ReadOnlySpan<byte> state) =>
            Ascii.EqualsIgnoreCase(state, "Established"u8) || Ascii.EqualsIgnoreCase(state, "ESTAB"u8) || state is [(byte)'5'] ? true
            : Ascii.EqualsIgnoreCase(state, "SynSent"u8) || Ascii.EqualsIgnoreCase(state, "SYN_SENT"u8) || state is [(byte)'3'] ? false : null;
    }
}
