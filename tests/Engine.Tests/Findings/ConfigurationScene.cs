using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Tests.Findings;

/// <summary>Statements about configuration as readers give them, by hand; each as "kind act | host | object | property | old -> new | actor", what is missing at the end left out.</summary>
sealed class ConfigurationScene
{
    readonly List<SourceReport> _sources = [];
    readonly List<(int Source, ConfigurationChange Change, string[] Texts)> _statements = [];
    readonly List<(HostLease Lease, string Host)> _leases = [];
    readonly List<Flow> _flows = [];
    readonly List<(DateTime Time, string Zone, string Server)> _delegations = [];

    public const string Day = "2026-03-18T";

    /// <summary>A file from which the next statements come.</summary>
    public ConfigurationScene From(string path, string? written = null, string format = "named-conf", bool isCapture = false)
    {
        _sources.Add(new() { Path = HostileText.Text(path), Format = format, Written = written is null ? null : Time(written), CountsPackets = isCapture, Changes = 1 });
        return this;
    }

    /// <summary>A statement; a time of the day, or a whole one, for what was done.</summary>
    public ConfigurationScene Say(string statement, string? time = null)
    {
        if (_sources.Count == 0)
        {
            From("audit.ndjson", format: "microsoft-audit");
        }
        string[] parts = [.. statement.Split('|', StringSplitOptions.TrimEntries), "", "", "", "", ""];
        var words = parts[0].Split(' ');
        string[] values = parts[4].Contains("->", StringComparison.Ordinal) ? parts[4].Split("->", StringSplitOptions.TrimEntries) : ["", parts[4]];
        var change = new ConfigurationChange
        {
            At = new(_sources.Count - 1, _statements.Count),
            Time = time is null ? DateTime.MinValue : Time(time),
            Kind = Enum.Parse<ConfigurationKind>(words[0]),
            Act = words.Length > 1 ? Enum.Parse<ConfigurationAct>(words[1]) : ConfigurationAct.Stands,
        };
        _statements.Add((_sources.Count - 1, change, [parts[1], parts[2], parts[3], values[0], values[1], parts[5]]));
        return this;
    }

    /// <summary>Whose an address was on the day.</summary>
    public ConfigurationScene Lease(string address, string host)
    {
        _leases.Add((new() { Address = ServerTraffic.Parse(address), From = Time("00:00:00"), Until = Time("23:00:00") }, host));
        return this;
    }

    /// <summary>What a firewall did with a flow.</summary>
    public ConfigurationScene Flow(string client, string server, ushort port, string time, FlowVerdict verdict)
    {
        _flows.Add(new() { Time = Time(time), Client = new(ServerTraffic.Parse(client), 40_000), Server = new(ServerTraffic.Parse(server), port), Protocol = 6, Verdict = verdict });
        return this;
    }

    /// <summary>A name server that a zone is shown to have.</summary>
    public ConfigurationScene Delegation(string zone, string server, string time)
    {
        _delegations.Add((Time(time), zone, server));
        return this;
    }

    public Scene Scene(SiteFacts? site = null, ServerTraffic? traffic = null)
    {
        var set = traffic?.Rolled ?? new();
        var sink = new RollupSink(set);
        WriteTo(new(sink));
        sink.Finish();
        _flows.ForEach(flow => set.Flows.Add(flow, 1, 0));
        return new(new(set)) { Site = site ?? SiteFacts.None, Sources = [.. _sources], EgressFormats = [1] };
    }

    /// <summary>The sources from which all of it comes.</summary>
    public EvidenceReport Report => new([.. _sources]);

    /// <summary>Writes statements, leases and delegations as readers do.</summary>
    public void WriteTo(BatchWriter writer)
    {
        foreach (var (source, change, texts) in _statements)
        {
            writer.Begin(new(source, 0), 1);
            writer.Change(change, new()
            {
                Host = Encoding.UTF8.GetBytes(texts[0]),
                Object = Encoding.UTF8.GetBytes(texts[1]),
                Property = Encoding.UTF8.GetBytes(texts[2]),
                Old = Encoding.UTF8.GetBytes(texts[3]),
                New = Encoding.UTF8.GetBytes(texts[4]),
                Actor = Encoding.UTF8.GetBytes(texts[5]),
            });
            writer.Flush();
        }
        foreach (var (lease, host) in _leases)
        {
            writer.Begin(new(0, 0), 1);
            writer.Lease(lease, Encoding.UTF8.GetBytes(host), []);
            writer.Flush();
        }
        foreach (var (time, zone, server) in _delegations)
        {
            var answers = new ResourceRecordWriter();
            answers.Add(Section.Authority, RecordTypes.Ns, 3600, Names.Wire(zone), Names.Wire(server));
            writer.Begin(new(0, 0), 1);
            writer.Message(new() { Time = time, Sides = Sides.Response, Transport = Transport.Udp, Client = new(ServerTraffic.Parse("10.0.0.1"), 40_000), Server = new(ServerTraffic.Parse("10.0.0.53"), 53), Type = RecordTypes.A, Rcode = 0, ShowsAnswers = true },
                Names.Wire("www." + zone), answers.Written);
            writer.Flush();
        }
    }

    /// <summary>A time of the day that these scenes play on, or a whole one; UTC.</summary>
    public static DateTime Time(string text) =>
        DateTime.Parse(text.Contains('T', StringComparison.Ordinal) ? text : Day + text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
