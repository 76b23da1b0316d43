using System.Net;
using System.Net.Sockets;
using System.Text;
using Nameward.App.Notices;
using Nameward.Engine.Findings.Sites;
using Xunit;

namespace Nameward.App.Tests.Notices;

/// <summary>Notices as syslog, and into files.</summary>
public sealed class SyslogCourierTests : IDisposable
{
    const string Head = "<34>1 2026-03-18T09:00:00.000000Z host nameward - notice - ";

    readonly NoticeBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void AMessageHasTheHeadOfRfc5424AndALineIsAMessage() => Assert.Equal([Head + "CEF:0|a", Head + "CEF:0|b"], SyslogCourier.Messages(NoticeBench.Entry("CEF:0|a\nCEF:0|b\n"), "host").Select(Encoding.UTF8.GetString));

    [Fact]
    public async Task OverTcpEachMessageHasItsOctetsCounted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var cancel = TestContext.Current.CancellationToken;
        var receiving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(cancel);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadToEndAsync(cancel);
        }, cancel);
        await _bench.Deliver(_bench.Add(ChannelKind.Syslog, $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", "cef"), "CEF:0|a\nCEF:0|b\n");
        var messages = SyslogCourier.Messages(NoticeBench.Entry("CEF:0|a\nCEF:0|b\n"), Dns.GetHostName()).Select(Encoding.UTF8.GetString);
        Assert.Equal(string.Concat(messages.Select(message => $"{message.Length} {message}")), await receiving);
    }

    [Fact]
    public async Task OverUdpEachMessageIsADatagram()
    {
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await _bench.Deliver(_bench.Add(ChannelKind.Syslog, $"udp://127.0.0.1:{((IPEndPoint)receiver.Client.LocalEndPoint!).Port}", "cef"), "CEF:0|a\nCEF:0|b\n");
        var cancel = TestContext.Current.CancellationToken;
        Assert.EndsWith(" CEF:0|a", Encoding.UTF8.GetString((await receiver.ReceiveAsync(cancel)).Buffer), StringComparison.Ordinal);
        Assert.EndsWith(" CEF:0|b", Encoding.UTF8.GetString((await receiver.ReceiveAsync(cancel)).Buffer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReceiverThatIsNotThereOrResetsOrSpeaksNoTlsIsAFault()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var cancel = TestContext.Current.CancellationToken;
        var resetting = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(cancel);
            client.LingerState = new(true, 0);
        }, cancel);
        await Assert.ThrowsAsync<NoticeFault>(() => _bench.Deliver(_bench.Add(ChannelKind.Syslog, $"tcp://127.0.0.1:{port}", "cef"), new string('x', 1 << 23)));
        await resetting;
        var plain = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(cancel);
            await client.GetStream().WriteAsync("no TLS here, no TLS here\r\n"u8.ToArray(), cancel);
        }, cancel);
        await Assert.ThrowsAsync<NoticeFault>(() => _bench.Deliver(_bench.Add(ChannelKind.Syslog, $"tls://127.0.0.1:{port}", "cef")));
        await plain;
        listener.Stop();
        Assert.Equal("127.0.0.1 refuses the connection", await _bench.Fault(_bench.Add(ChannelKind.Syslog, $"tcp://127.0.0.1:{port}", "cef")));
    }

    [Fact]
    public async Task AFileGetsEachNoticeOnceAlsoWhereAnEarlierTryHadGotSoFar()
    {
        var channel = _bench.Add(ChannelKind.File, _bench.Place["notices.ndjson"], "ecs");
        await _bench.Deliver(channel, "{\"a\":1}\n");
        await _bench.Deliver(channel, "{\"b\":1}\n");
        await _bench.Deliver(channel, "{\"a\":1}\n", tries: 2);
        Assert.Equal("{\"a\":1}\n{\"b\":1}\n", File.ReadAllText(channel.Target));
    }

    [Fact]
    public async Task ALineThatACrashCutOffIsEndedAndWrittenAgain()
    {
        var channel = _bench.Add(ChannelKind.File, _bench.Place["notices.ndjson"], "ecs");
        _bench.Place.Write("notices.ndjson", "{\"a\":");
        await _bench.Deliver(channel, "{\"a\":1}\n", tries: 2);
        Assert.Equal("{\"a\":\n{\"a\":1}\n", File.ReadAllText(channel.Target));
    }

    [Fact]
    public async Task AFileThatCannotBeWrittenIsAFault() =>
        Assert.Equal("the file cannot be written, or another process writes to it", await _bench.Fault(_bench.Add(ChannelKind.File, _bench.Place["no/notices.ndjson"], "ecs")));
}
