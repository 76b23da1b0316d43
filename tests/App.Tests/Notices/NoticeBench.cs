using System.Net;
using System.Text;
using Nameward.App.Feeds;
using Nameward.App.Notices;
using Nameward.App.Tests.Feeds;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Notices;
using Nameward.Engine.Tests.Reports;
using Nameward.Store.Sqlite;

namespace Nameward.App.Tests.Notices;

/// <summary>An outbox in a folder of its own, channels on the loopback alone, and a clock that a test moves.</summary>
sealed class NoticeBench : IDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    readonly SqliteStore _store;
    readonly Dictionary<string, ICourier> _couriers = [];

    public NoticeBench() => _store = Open();

    public Workplace Place { get; } = new();

    public StandingClock Clock { get; } = new();

    /// <summary>Limits under which a receiver that says nothing is soon given up.</summary>
    public static FetchLimits Impatient { get; } = new() { Idle = TimeSpan.FromSeconds(1), Connect = TimeSpan.FromSeconds(2), Whole = TimeSpan.FromSeconds(5) };

    public INoticeBook Book => _store.Notices;

    /// <summary>How long a courier waits that is added from now on: longer than a busy machine takes, but where silence is what a test is about.</summary>
    public FetchLimits Limits { get; set; } = new() { Idle = TimeSpan.FromSeconds(20), Connect = TimeSpan.FromSeconds(20), Whole = TimeSpan.FromSeconds(40) };

    public NoticeWays Ways => new()
    {
        Time = Clock,
        Limits = Limits,
        Closing = TimeSpan.FromMilliseconds(300),
        Variable = name => name == "SECRET" ? Secret : null,
        Look = (host, _) => Task.FromResult<IPAddress[]>(host == "inside.example" ? [IPAddress.Parse("10.1.2.3")] : [IPAddress.Loopback]),
    };

    public SqliteStore Open() => SqliteStore.Open(Place["nameward.db"], (Guid.NewGuid(), 1));

    /// <summary>A channel, and who takes notices there.</summary>
    public Channel Add(ChannelKind kind, string target, string format = "json", string name = "soc") => Add(new()
    {
        Name = name,
        Kind = kind,
        At = new("site.yaml", 1, 1),
        Target = target,
        Format = format,
        Secret = kind == ChannelKind.Webhook ? "SECRET" : null,
        MayBePrivate = true,
        From = "nameward@corp.example",
        To = ["soc@corp.example"],
    });

    public Channel Add(Channel channel)
    {
        if (_couriers.Remove(channel.Name, out var old))
        {
            old.Dispose();
        }
        _couriers[channel.Name] = Ways.CourierFor(channel);
        return channel;
    }

    /// <summary>Puts what the invented escalation says.</summary>
    public NoticeEntry? Put(Channel channel) => new NoticeMaker(new LastDotDefang()).Put(Book, channel, EscalateSample.Document, "case-0318", Clock.Now.UtcDateTime) is [var put, ..] ? put : null;

    public NoticeSender Sender(INoticeBook? book = null, string holder = "test") => new(book ?? Book, _couriers, Clock, holder);

    /// <summary>Sends what is due.</summary>
    public async Task<NoticeEntry?> Send() => await Sender().Send(_ => true, Clock.Now.UtcDateTime, Xunit.TestContext.Current.CancellationToken) is [var sent, ..] ? sent : null;

    /// <summary>Takes one notice there, past the outbox.</summary>
    public Task Deliver(Channel channel, string body = "{}\n", int tries = 1) => _couriers[channel.Name].Deliver(Entry(body, tries), Xunit.TestContext.Current.CancellationToken);

    public async Task<string> Fault(Channel channel) => (await Xunit.Assert.ThrowsAsync<NoticeFault>(() => Deliver(channel))).Message;

    public static NoticeEntry Entry(string body, int tries = 1) => new()
    {
        Id = "0f3a9c5e-77aa-5b1e-9d3c-3f1a2b4c5d6e",
        Channel = "soc",
        Created = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc),
        Title = "[Nameward] ESCALATE: something",
        Decision = "escalate",
        MediaType = "application/json",
        Body = Encoding.UTF8.GetBytes(body),
        Tries = tries,
    };

    public void Dispose()
    {
        foreach (var courier in _couriers.Values)
        {
            courier.Dispose();
        }
        _store.Dispose();
        Place.Dispose();
    }
}
