using System.Text.Json;
using Nameward.App.Tests.Feeds;
using Xunit;

namespace Nameward.App.Tests.Notices;

/// <summary><c>triage --notify</c> and <c>notify</c>, as users run them.</summary>
[Trait("tier", "ci")]
public sealed class NotifyRunTests : IDisposable
{
    readonly Workplace _place = new();

    public NotifyRunTests()
    {
        _place.Write("capture.pcap", Workplace.Sample("samples/tunnel.pcap.gz"));
        _place.Write("secret", NoticeBench.Secret + "\n");
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task AReceiverThatIsDownFailsNothingAndGetsItWhenItIsUp()
    {
        var isUp = false;
        using var server = new LoopbackServer(_ => Told.Only(isUp ? 200 : 500));
        Site($"- {{ name: soc, kind: webhook, url: \"{server.Url}\", secret: file:secret, allow_private: true }}", "- { name: log, kind: file, path: notices.ndjson, format: ocsf }");
        var triage = await Triage("--exit-code", "--quiet");
        Assert.Equal((11, "notify soc: not delivered: the server answers 500: it has a fault of its own; it is kept: nameward notify send"), (triage.Status, triage.ErrorInOneLine));
        var lines = File.ReadAllLines(_place["notices.ndjson"]);
        Assert.NotEmpty(lines);
        Assert.Equal((0, ""), await Said("triage", "capture.pcap", "--site", "site.yaml", "--store", "nameward.db", "--notify", "--quiet"));
        Assert.Equal(lines, File.ReadAllLines(_place["notices.ndjson"]));
        Assert.Equal(["soc waiting 1", "log delivered 1"], (await States()).OrderDescending());
        isUp = true;
        var send = await _place.Run("notify", "send", "--now", "--site", "site.yaml", "--store", "nameward.db", "--format", "json");
        Assert.Equal(0, send.Status);
        Assert.Equal(["soc delivered 2", "log delivered 1"], (await States()).OrderDescending());
        using var body = JsonDocument.Parse(server.Asked.Last().Body);
        Assert.Equal(("nameward/notice/1", "escalate"), (body.RootElement.GetProperty("schema").GetString(), body.RootElement.GetProperty("decision").GetString()));
        Assert.Contains("Nothing is due.", (await _place.Run("notify", "send", "--site", "site.yaml", "--store", "nameward.db")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("MfKQ9r8", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_place["nameward.db"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANoticeIsGivenUpForAReason()
    {
        Site("- { name: soc, kind: syslog, server: \"tcp://127.0.0.1:9\" }");
        await Triage("--quiet");
        var id = (await Notices()).Single().GetProperty("id").GetString()!;
        Assert.Equal(0, (await _place.Run("notify", "drop", id, "--reason", "gone", "--store", "nameward.db")).Status);
        Assert.StartsWith($"error {id}: no such notice waits here it was delivered or dropped already", (await _place.Run("notify", "drop", id, "--reason", "gone", "--store", "nameward.db")).ErrorInOneLine, StringComparison.Ordinal);
        var dropped = (await Notices()).Single();
        Assert.Equal(("dropped", "gone"), (dropped.GetProperty("state").GetString(), dropped.GetProperty("reason").GetString()));
        Assert.Contains("dropped", (await _place.Run("notify", "list", "--store", "nameward.db")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATestIsMarkedAsOneAndKeepsNothing()
    {
        Site("- { name: log, kind: file, path: notices.ndjson, format: json }", "- { name: down, kind: syslog, server: \"tcp://127.0.0.1:9\" }");
        var run = await _place.Run("notify", "test", "log", "--site", "site.yaml");
        Assert.Equal((0, ""), (run.Status, run.Error));
        using var json = JsonDocument.Parse(File.ReadAllText(_place["notices.ndjson"]));
        Assert.True(json.RootElement.GetProperty("test").GetBoolean());
        var down = await _place.Run("notify", "test", "down", "--site", "site.yaml");
        Assert.StartsWith("error down: the test was not delivered: 127.0.0.1 refuses the connection here site.yaml:3:5", down.ErrorInOneLine, StringComparison.Ordinal);
        Assert.StartsWith("error lof: there is no such channel here channels: log, down do log", (await _place.Run("notify", "test", "lof", "--site", "site.yaml")).ErrorInOneLine, StringComparison.Ordinal);
        Assert.False(File.Exists(_place["nameward.db"]));
    }

    [Fact]
    public async Task ATemplateMakesTheBody()
    {
        _place.Write("chat.json", "{\"text\": \"{{decision}}: {{line}}\", \"zones\": [{{#findings}}\"{{zone}}\"{{,}}{{/findings}}]}");
        using var server = new LoopbackServer(_ => Told.Only(200));
        Site($"- {{ name: chat, kind: http, url: \"{server.Url}/{{secret}}\", secret: file:secret, allow_private: true, format: json, template: chat.json }}");
        Assert.Equal((0, ""), await Said("triage", "capture.pcap", "--site", "site.yaml", "--store", "nameward.db", "--notify", "--quiet"));
        using var json = JsonDocument.Parse(server.Asked.Single().Body);
        Assert.StartsWith("ESCALATE: ", json.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("/" + NoticeBench.Secret, server.Asked.Single().Target);
    }

    [Theory]
    [InlineData("- { name: a, kind: pigeon }", "notify[].kind: pigeon is not known here site.yaml:2:22 do write one of email, file, http, syslog, webhook")]
    [InlineData("- { name: a, kind: webhook, url: \"https://hooks.example/\" }", "notify[].secret: is missing; kind webhook needs it here site.yaml:2:5")]
    [InlineData("- { name: a, kind: webhook, url: \"https://hooks.example/\", secret: env:NAMEWARD_NO_SECRET }", "notify[].secret: NAMEWARD_NO_SECRET: there is no secret here site.yaml:2:5")]
    [InlineData("- { name: a, kind: webhook, url: \"https://hooks.example/\", secret: hunter2 }", "notify[].secret: what stands there does not say where the secret is here site.yaml:2:70")]
    [InlineData("- { name: a, kind: http, url: \"https://10.1.2.3/\" }", "notify[].url: what stands there is a private address here site.yaml:2:33 do write allow_private: true")]
    [InlineData("- { name: a, kind: http, url: \"https://localhost/\" }", "notify[].url: what stands there is the machine itself here site.yaml:2:33")]
    [InlineData("- { name: a, kind: http, url: \"http://hooks.example/\" }", "notify[].url: what stands there would carry what was found unencrypted here site.yaml:2:33")]
    [InlineData("- { name: a, kind: http, url: \"https://me:hunter2@hooks.example/\" }", "notify[].url: what stands there holds a secret here site.yaml:2:33")]
    [InlineData("- { name: a, kind: http, url: \"https://hooks.example/?token=hunter2\" }", "notify[].url: what stands there holds a secret here site.yaml:2:33")]
    [InlineData("- { name: a, kind: file, path: no/notices.ndjson }", "notify[].path: no/notices.ndjson: its folder does not exist here site.yaml:2:34")]
    [InlineData("- { name: a, kind: file, path: a.ndjson, template: none.txt }", "notify[].template: means nothing for kind file here site.yaml:2:44")]
    [InlineData("- { name: a, kind: email, server: \"smtp://mail.example\", from: x@corp.example, to: [y@corp.example], template: none.txt }", "notify[].template: none.txt: there is no such file here site.yaml:2:114")]
    [InlineData("- { name: a, kind: email, server: \"smtp://mail.example\", from: x@corp.example, to: [y@corp.example], template: bad.txt }", "template: {{colour}}: there is no such field here bad.txt:2:3")]
    [InlineData("- { name: a, kind: email, server: \"smtp+plain://mail.example\", from: x@corp.example, to: [y@corp.example], secret: env:A }", "notify[].server: what stands there would be told the secret unencrypted")]
    [InlineData("- { name: a, kind: email, server: \"smtp://mail.example\", from: \"x@a\\r\\nBcc: y@b\", to: [y@corp.example] }", "notify[].from: x@a")]
    [InlineData("- { name: a, kind: syslog, server: siem.example }", "notify[].server: what stands there is no server here site.yaml:2:38 do write udp://HOST:PORT, or tcp://HOST:PORT, or tls://HOST:PORT")]
    [InlineData("- { name: a, kind: syslog, server: \"tls://siem.example\", on: close }", "notify[].on: close is not known")]
    [InlineData("- { name: a, kind: syslog, server: \"tls://siem.example\", path: x }", "notify[].path: means nothing for kind syslog")]
    [InlineData("- { name: a, kind: syslog, server: \"tls://siem.example\" }\n  - { name: a, kind: file, path: x.ndjson }", "notify: two channels are called a here site.yaml:3:5")]
    [InlineData("- { name: a b, kind: file, path: x.ndjson }", "notify[].name: a b is no name of a channel")]
    [InlineData("- { name: a, kind: file, pth: x.ndjson }", "notify[].pth: there is no such key here site.yaml:2:28 do write path")]
    public async Task AMistakeInAChannelIsSaidWithItsLineBeforeAnyWork(string channel, string said)
    {
        _place.Write("bad.txt", "Subject: x\na {{colour}}\n");
        Site(channel);
        foreach (var arguments in new[] { new[] { "check", "--site", "site.yaml" }, ["triage", "capture.pcap", "--site", "site.yaml", "--store", "nameward.db", "--notify"] })
        {
            var run = await _place.Run(arguments);
            Assert.Equal((2, ""), (run.Status, run.Output));
            Assert.Contains("error " + said, run.ErrorInOneLine, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", run.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(_place["nameward.db"]));
        }
    }

    [Fact]
    public async Task WithoutAChannelOrAStoreItIsAMistake()
    {
        await MakeStore();
        Assert.StartsWith("error no channel is known to tell anybody here there is no site file", (await _place.Run("triage", "capture.pcap", "--store", "nameward.db", "--notify")).ErrorInOneLine, StringComparison.Ordinal);
        Site("- { name: log, kind: file, path: notices.ndjson }");
        Assert.StartsWith("error --notify: needs a store, and --store none says that there is none", (await _place.Run("triage", "capture.pcap", "--site", "site.yaml", "--store", "none", "--notify")).ErrorInOneLine, StringComparison.Ordinal);
        Assert.StartsWith("error capture.pcap: this is no store of this program", (await _place.Run("triage", "capture.pcap", "--site", "site.yaml", "--store", "capture.pcap", "--notify")).ErrorInOneLine, StringComparison.Ordinal);
        Assert.False(File.Exists(_place["notices.ndjson"]));
    }

    [Fact]
    public async Task AKilledTriageLeavesItsNoticeInTheOutboxOrTheNextOnePutsIt()
    {
        Site("- { name: log, kind: file, path: notices.ndjson, format: json }");
        var random = new Random(7);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Triage("--quiet");
        var lasted = clock.Elapsed;
        for (var i = 0; i < 4; i++)
        {
            foreach (var name in new[] { "nameward.db", "nameward.db-wal", "nameward.db-shm", "notices.ndjson" })
            {
                File.Delete(_place[name]);
            }
            await MakeStore();
            await KilledRun.After(lasted * (0.6 + (0.4 * random.NextDouble())), _place.Folder, "triage", "capture.pcap", "--site", "site.yaml", "--store", "nameward.db", "--notify", "--quiet");
            Assert.Equal(0, (await Triage("--quiet")).Status);
            var notice = (await Notices()).Single();
            var written = File.Exists(_place["notices.ndjson"]) ? File.ReadAllLines(_place["notices.ndjson"]) : [];
            Assert.True(notice.GetProperty("state").GetString() == "delivered" ? written.Length == 1 : written.Length <= 1, notice.ToString());
        }
    }

    void Site(params string[] channels) => _place.Write("site.yaml", "notify:\n  " + string.Join("\n  ", channels) + "\n");

    // A store that is named has to be there.
    async Task MakeStore()
    {
        if (!File.Exists(_place["nameward.db"]))
        {
            _place.Write("one.txt", "one.x-example.com\n");
            Assert.Equal(0, (await _place.Run("intel", "import", "one.txt", "--name", "one", "--store", "nameward.db")).Status);
        }
    }

    async Task<ProgramRun> Triage(params string[] more)
    {
        await MakeStore();
        return await _place.Run(["triage", "capture.pcap", "--site", "site.yaml", "--store", "nameward.db", "--notify", .. more]);
    }

    async Task<(int, string)> Said(params string[] arguments)
    {
        await MakeStore();
        var run = await _place.Run(arguments);
        return (run.Status, run.Error);
    }

    async Task<string[]> States() => [.. (await Notices()).Select(notice => $"{notice.GetProperty("channel").GetString()} {notice.GetProperty("state").GetString()} {notice.GetProperty("tries").GetInt32()}")];

    async Task<JsonElement[]> Notices()
    {
        var list = await _place.Run("notify", "list", "--store", "nameward.db", "--format", "json");
        Assert.Equal((0, ""), (list.Status, list.Error));
        using var json = list.Json();
        return [.. json.RootElement.GetProperty("notices").EnumerateArray().Select(notice => notice.Clone())];
    }
}
