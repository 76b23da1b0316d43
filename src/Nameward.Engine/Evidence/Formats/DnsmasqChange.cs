using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What dnsmasq says of its configuration: whom it forwards to, which files it read, that it started (network.c, cache.c and dnsmasq.c, 2.76 to 2.91).</summary>
static class DnsmasqChange
{
    /// <summary>Reads a message.</summary>
    /// <returns>False where it says nothing of the kind.</returns>
    public static bool Read(ReadOnlySpan<byte> message, in LogStatement said)
    {
        if (TextWords.TryTake(ref message, "using nameserver "u8))
        {
            return Server(message, said);
        }
        if (TextWords.TryTake(ref message, "reading "u8))
        {
            return said.Say(ConfigurationKind.Include, ConfigurationAct.Done, new() { Property = "reading"u8, New = message });
        }
        // "read /etc/hosts - 7 names"
        if (message.StartsWith("read /"u8) && message.LastIndexOf(" - "u8) is > 0 and var end)
        {
            return said.Say(ConfigurationKind.Include, ConfigurationAct.Done, new() { Property = "read"u8, New = message["read "u8.Length..end] });
        }
        if (message.StartsWith("started, "u8))
        {
            return said.Say(ConfigurationKind.Server, ConfigurationAct.Done, new() { Property = "started"u8, New = "started"u8 });
        }
        return message.StartsWith("exiting on receipt of SIGTERM"u8)
            && said.Say(ConfigurationKind.Server, ConfigurationAct.Done, new() { Property = "exiting"u8, New = "stopped"u8 });
    }

    /// <summary><c>ADDRESS#PORT[ for domain NAME][ (no DNSSEC)]</c>; <c>for unqualified names</c> and the like are no domain.</summary>
    static bool Server(ReadOnlySpan<byte> text, in LogStatement said)
    {
        var server = TextWords.Take(ref text);
        if (!DnsWords.TryEndpoint(server.IndexOf((byte)'%') is > 0 and var scope ? server[..scope] : server, out _))
        {
            return false;
        }
        server = server.EndsWith("#53"u8) ? server[..^3] : server;
        var domain = TextWords.TryTake(ref text, "for domain "u8) ? TextWords.Take(ref text) : text.StartsWith("for "u8) ? "unqualified names"u8 : "."u8;
        return said.Say(ConfigurationKind.Forwarders, ConfigurationAct.Set, new() { Object = domain, Property = "nameserver"u8, New = server });
    }
}
