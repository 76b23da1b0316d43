using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Hosts;

/// <summary>
/// An artifact for Velociraptor 0.7 (https://docs.velociraptor.app/docs/artifacts/): who holds sockets towards DNS servers, and the look-ups that Sysmon wrote down. The zones and servers of a case are
/// parameters, pasted from the files beside it. <c>triage</c> reads its results as JSON lines.
/// </summary>
sealed class HostVelociraptor : IContainmentTarget
{
    const string Artifact = """
        name: Custom.Nameward.HostDns
        description: |
          Which programs hold sockets towards DNS servers or servers of a case, and which
          asked for its zones. It reads and changes nothing.
        type: CLIENT
        parameters:
          - name: Servers
            description: Addresses of the case, one on a line (servers.txt).
            default: ""
          - name: Zones
            description: Zones of the case, one on a line (zones.txt).
            default: ""
        sources:
          - name: Sockets
            query: |
              LET Searched <= SELECT Address FROM parse_records_with_regex(
                  accessor="data", file=Servers, regex="(?m)^(?P<Address>[0-9a-fA-F.:]+)\\s*$")
              LET Me <= SELECT Hostname FROM info()
              SELECT timestamp(epoch=now()) AS Time, Me[0].Hostname AS Host, Pid AS OwningProcess,
                  Process.Exe AS ProcessPath, Process.Username AS User, TypeString AS Protocol, Status AS State,
                  Laddr.IP AS LocalAddress, Laddr.Port AS LocalPort, Raddr.IP AS RemoteAddress, Raddr.Port AS RemotePort
              FROM foreach(row={ SELECT * FROM netstat() }, query={
                  SELECT *, { SELECT Exe, Username FROM pslist(pid=Pid) LIMIT 1 } AS Process FROM scope() })
              WHERE RemotePort IN (53, 853, 5353) OR LocalPort IN (53, 853) OR RemoteAddress IN Searched.Address
          - name: Lookups
            precondition: SELECT OS FROM info() WHERE OS = "windows"
            query: |
              LET Names <= SELECT Zone FROM parse_records_with_regex(
                  accessor="data", file=Zones, regex="(?m)^(?P<Zone>[A-Za-z0-9._-]+)\\s*$")
              SELECT System, EventData
              FROM parse_evtx(filename="C:/Windows/System32/winevt/Logs/Microsoft-Windows-Sysmon%4Operational.evtx")
              WHERE System.EventID.Value = 22
                AND filter(list=Names.Zone, condition="x=>lowcase(string=EventData.QueryName) = lowcase(string=x) OR lowcase(string=EventData.QueryName) =~ ('[.]' + regex_replace(source=lowcase(string=x), re='[.]', replace='[.]') + '$')")
        """;

    /// <inheritdoc/>
    public string Id => "host-velociraptor";

    /// <inheritdoc/>
    public string Product => "Host pack for Velociraptor 0.7";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Endpoint;

    /// <inheritdoc/>
    public bool NeedsBlocks => false;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var artifact = new PackText(document, "#").Comment(Observations.Sentence.Of("an artifact that collects what hosts know of their DNS; it reads and changes nothing"));
        foreach (var line in Artifact.Split('\n'))
        {
            artifact.Line(line.TrimEnd('\r'));
        }
        return new(Id, Product, [artifact.As("Custom.Nameward.HostDns.yaml"), .. SearchedFor.Files(document, leftOut)],
            [
                new(PackStage.Log, "Add the artifact to the server (View Artifacts, Add), and collect it from the hosts of the case; paste servers.txt and zones.txt into its parameters. The agent runs it as itself; it leaves nothing on the host."),
                new(PackStage.Verify, "Export its results as JSON lines, and read them together with the evidence of the case: the finding names the program then.", "nameward triage EVIDENCE results.json --out CASE"),
                new(PackStage.Rollback, "It changed nothing: delete the artifact on the server."),
            ],
            [.. leftOut]);
    }
}
