using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Tests.Findings;

/// <summary>Look-ups of a small network as a capture gives them, each as a query and a response; what is not said otherwise is as a resolver of it would answer.</summary>
sealed class ServerTraffic
{
    public const string Resolver = "10.0.0.53", Stranger = "203.0.113.67";

    static readonly DateTime Start = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);

    readonly List<RandomTraffic.Row> _rows = [];

    public HeaderBits Header { get; init; } = HeaderBits.Shown | HeaderBits.RecursionAvailable;

    /// <summary>Clients 10.0.0.1 and up ask the resolver for the same sites, each every half minute.</summary>
    public static ServerTraffic Fleet(int clients = 14, int seconds = 300, int except = 0)
    {
        var traffic = new ServerTraffic();
        for (var client = 1; client <= clients; client++)
        {
            for (var second = client; second < seconds && client != except; second += 30)
            {
                traffic.Ask($"10.0.0.{client}", Resolver, second, Site(second / 30 % 9), Home(second / 30 % 9));
            }
        }
        return traffic;
    }

    public static string Site(int number) => $"www.site{number}.example";

    /// <summary>Where a site lies for everybody: each in a network of its own.</summary>
    public static string Home(int number) => $"198.51.{number + 1}.10";

    /// <summary>One look-up; an answer of null is "no such name".</summary>
    public ServerTraffic Ask(string client, string server, double second, string name, string? answer, ushort port = 53, HeaderBits? header = null, string? alias = null, byte format = 1)
    {
        var message = new DnsMessage
        {
            Time = Start.AddSeconds(second),
            Sides = Sides.Query,
            Transport = Transport.Udp,
            Client = new(Parse(client), 40_000),
            Server = new(Parse(server), port),
            Type = RecordTypes.A,
        };
        var answers = new ResourceRecordWriter();
        if (alias is not null)
        {
            answers.Add(Section.Answer, RecordTypes.Cname, 60, [], Names.Wire(alias));
        }
        if (answer is not null)
        {
            var address = Parse(answer);
            answers.Add(Section.Answer, RecordTypes.A, 60, [], [(byte)(address.V4 >> 24), (byte)(address.V4 >> 16), (byte)(address.V4 >> 8), (byte)address.V4]);
        }
        _rows.Add(new(message, Names.Wire(name), [], new(0, 0), format));
        _rows.Add(new(message with { Sides = Sides.Response, Rcode = (ushort)(answer is null ? 3 : 0), ShowsAnswers = true, Header = header ?? Header }, Names.Wire(name), answers.Written.ToArray(), new(0, 0), format));
        return this;
    }

    /// <summary>The look-ups in rollups that nothing else stands in yet.</summary>
    public RollupSet Rolled => RandomTraffic.Roll(_rows);

    public Scene Scene(SiteFacts? site = null) => new(new(Rolled)) { Site = site ?? SiteFacts.None, EgressFormats = [1] };

    /// <summary>The weighings of all servers, with the bits of each signal that has any.</summary>
    public List<string> Judged(SiteFacts? site = null) =>
        [.. new ServerJudge(Scene(site)).Judge(Weighing.WatchedFrom, []).Select(weighing => $"{weighing.Level} {((Server)weighing.Subject).Facts.Server.Address}"
            + $"{(((Server)weighing.Subject).Client is { } client ? $" to {client}" : "")}: {string.Join(' ', weighing.Signals.Where(signal => signal.AsBrowsing != Bits.Zero).Select(signal => signal.Id))}")];

    /// <summary>The findings, with what the revisit of these look-ups proves.</summary>
    internal ImmutableArray<Finding> Findings(Scene? scene = null)
    {
        var builder = new FindingBuilder(scene ?? Scene());
        var sink = new TranscriptSink(builder.FindSuspects());
        var writer = new BatchWriter(sink);
        writer.Begin(new(0, 0), 1);
        _rows.ForEach(row => writer.Message(row.Message, row.Name, row.Answers));
        writer.Flush();
        return builder.Build(sink.Transcripts);
    }

    public static SiteFacts Approving(params string[] servers) => new() { ApprovedServers = [.. servers.Select(server => Network.Of(Parse(server), 32))] };

    public static Address Parse(string text) => Address.TryParse(Encoding.ASCII.GetBytes(text), out var address) ? address : throw new ArgumentException(text);
}
