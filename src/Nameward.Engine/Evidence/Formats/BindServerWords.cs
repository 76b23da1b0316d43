using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What BIND says of its own doings (categories general and network): bin/named/server.c, controlconf.c and main.c, lib/ns/interfacemgr.c, 9.9 to 9.20.</summary>
static class BindServerWords
{
    static ReadOnlySpan<byte> Listens => "listening on"u8;

    /// <summary>Reads a message.</summary>
    /// <returns>False where it says nothing of concern.</returns>
    public static bool Read(ReadOnlySpan<byte> message, in LogStatement said)
    {
        if (TextWords.TryTake(ref message, "received control channel command '"u8))
        {
            return said.Say(ConfigurationKind.Control, ConfigurationAct.Done, new() { Property = "control channel command"u8, New = message.TrimEnd((byte)'\'') });
        }
        if (TextWords.TryTake(ref message, "invalid command from "u8))
        {
            return Invalid(message, said);
        }
        if (TextWords.TryTake(ref message, "command channel listening on "u8))
        {
            return said.Say(ConfigurationKind.Control, ConfigurationAct.Added, new() { Property = "command channel"u8, New = message });
        }
        if (TextWords.TryTake(ref message, "listening on IPv"u8))
        {
            return Listening(message, said);
        }
        if (TextWords.TryTake(ref message, "no longer listening on "u8))
        {
            return said.Say(ConfigurationKind.Listening, ConfigurationAct.Removed, new() { Property = Listens, Old = WithoutPort(message) });
        }
        return Loading(message, said);
    }

    static bool Loading(ReadOnlySpan<byte> message, in LogStatement said)
    {
        if (TextWords.TryTake(ref message, "loading configuration from '"u8))
        {
            return Server(said, ConfigurationAct.Done, "loading configuration from"u8, message.TrimEnd((byte)'\''));
        }
        if (TextWords.TryTake(ref message, "loading configuration: "u8))
        {
            return Server(said, ConfigurationAct.Refused, "loading configuration"u8, message);
        }
        if (TextWords.TryTake(ref message, "reloading configuration "u8))
        {
            var isDone = message.StartsWith("succeeded"u8);
            return Server(said, isDone ? ConfigurationAct.Done : ConfigurationAct.Refused, "reloading configuration"u8, isDone ? "configuration loaded"u8 : message);
        }
        if (message.StartsWith("starting BIND 9"u8))
        {
            return Server(said, ConfigurationAct.Done, "starting"u8, "started"u8);
        }
        return message.StartsWith("shutting down"u8) && Server(said, ConfigurationAct.Done, "shutting down"u8, "stopped"u8);
    }

    static bool Server(in LogStatement said, ConfigurationAct act, ReadOnlySpan<byte> property, ReadOnlySpan<byte> value) =>
        said.Say(ConfigurationKind.Server, act, new() { Property = property, New = value });

    /// <summary><c>ADDRESS#PORT: REASON</c> of a command that was not signed as it must be.</summary>
    static bool Invalid(ReadOnlySpan<byte> text, in LogStatement said)
    {
        var end = text.IndexOf(": "u8);
        var peer = end < 0 ? text : text[..end];
        return said.Say(ConfigurationKind.Control, ConfigurationAct.Refused,
            new() { Actor = TextWords.TakeUntil(ref peer, (byte)'#'), Property = "control channel command"u8, New = end < 0 ? [] : text[(end + 2)..] });
    }

    /// <summary><c>4 interface eth0, 192.0.2.53#53</c>, <c>6 interfaces, port 53</c>.</summary>
    static bool Listening(ReadOnlySpan<byte> text, in LogStatement said)
    {
        TextWords.Take(ref text);
        if (!TextWords.TryTake(ref text, "interface "u8))
        {
            return said.Say(ConfigurationKind.Listening, ConfigurationAct.Added, new() { Property = Listens, New = "any"u8 });
        }
        var name = TextWords.TakeUntil(ref text, (byte)',');
        return said.Say(ConfigurationKind.Listening, ConfigurationAct.Added, new() { Object = name, Property = Listens, New = WithoutPort(text.TrimStart((byte)' ')) });
    }

    static ReadOnlySpan<byte> WithoutPort(ReadOnlySpan<byte> server) => server.EndsWith("#53"u8) ? server[..^3] : server;
}
