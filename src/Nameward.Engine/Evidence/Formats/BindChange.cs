using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What lines of BIND say of its configuration and of what was done that depends on it: dynamic updates (categories update and update-security), transfers (xfer-in, xfer-out,
/// security), notifications (notify), and the server's own doings (general, config, network). The words are those of lib/ns/update.c, lib/ns/xfrout.c, lib/dns/xfrin.c,
/// lib/dns/zone.c and bin/named/server.c, 9.9 to 9.20. Who did it is the address of the peer, with <c>key NAME</c> behind it where what it sent was signed.
/// </summary>
sealed class BindChange
{
    readonly SettingText _object = new();
    readonly SettingText _actor = new();

    /// <summary>Reads a message of a line.</summary>
    /// <param name="head">The line.</param>
    /// <param name="message">Its message, without what a product made from BIND writes before it.</param>
    /// <param name="said">Takes the statement.</param>
    /// <returns>False where it says nothing of the kind.</returns>
    public bool Read(in BindHead head, ReadOnlySpan<byte> message, in LogStatement said)
    {
        _actor.Clear();
        _object.Clear();
        if (BindClient.IsAbout(message))
        {
            return BindClient.TryRead(message, out var client) && OfClient(client, said);
        }
        if (message.StartsWith("0x"u8) && message.IndexOf(": "u8) is > 0 and var end)
        {
            message = message[(end + 2)..];
        }
        if (TextWords.TryTake(ref message, "transfer of '"u8))
        {
            return Transfer(message, said);
        }
        if (TextWords.TryTake(ref message, "zone "u8))
        {
            return Zone(message, said);
        }
        return head.Category.SequenceEqual("config"u8) ? Mistake(head, message, said) : BindServerWords.Read(message, said);
    }

    bool OfClient(in BindClient client, in LogStatement said)
    {
        _actor.Add(client.PeerText).Add(client.Key.IsEmpty ? [] : " key "u8).Add(client.Key);
        var message = client.Message;
        if (TextWords.TryTake(ref message, "updating zone '"u8))
        {
            return TryTakeZone(ref message, client.View) && TextWords.TryTake(ref message, ": "u8) && Update(message, client.View, said);
        }
        if (TextWords.TryTake(ref message, "update '"u8) || TextWords.TryTake(ref message, "update forwarding '"u8))
        {
            return TryTakeZone(ref message, client.View) && TextWords.TryTake(ref message, " "u8) && Permission(message, said);
        }
        return TextWords.TryTake(ref message, "received notify for zone '"u8)
            ? TryTakeZone(ref message, client.View) && Say(said, ConfigurationKind.Zone, ConfigurationAct.Done, "notify"u8, [])
            : Fetch(message, client.View, said);
    }

    /// <summary><c>transfer of 'ZONE': AXFR started (serial 7)</c>, <c>zone transfer 'ZONE/AXFR/IN' denied</c>: a client fetches a zone.</summary>
    bool Fetch(ReadOnlySpan<byte> message, ReadOnlySpan<byte> view, in LogStatement said)
    {
        if (TextWords.TryTake(ref message, "transfer of '"u8))
        {
            return TryTakeZone(ref message, view) && TextWords.TryTake(ref message, ": "u8) && Outgoing(message, said);
        }
        if (!TextWords.TryTake(ref message, "zone transfer '"u8))
        {
            return false;
        }
        var type = TransferType(message);
        return TryTakeZone(ref message, view) && message.StartsWith(" denied"u8) && Say(said, ConfigurationKind.Transfers, ConfigurationAct.Refused, type, "denied"u8);
    }

    /// <summary><c>adding an RR at 'NAME' TYPE DATA</c>; the name of a record that goes has no quotes in most versions.</summary>
    bool Update(ReadOnlySpan<byte> text, ReadOnlySpan<byte> view, in LogStatement said)
    {
        if (TextWords.TryTake(ref text, "adding an RR at "u8))
        {
            return Record(text, view, ConfigurationAct.Added, said);
        }
        if (TextWords.TryTake(ref text, "deleting an RR at "u8) || TextWords.TryTake(ref text, "deleting rrset at "u8)
            || TextWords.TryTake(ref text, "delete all rrsets from name "u8) || TextWords.TryTake(ref text, "deleting all rrsets from name "u8))
        {
            return Record(text, view, ConfigurationAct.Removed, said);
        }
        return (TextWords.TryTake(ref text, "update failed: "u8) || TextWords.TryTake(ref text, "update unsuccessful: "u8))
            && Say(said, ConfigurationKind.Updates, ConfigurationAct.Refused, "update"u8, text);
    }

    bool Record(ReadOnlySpan<byte> text, ReadOnlySpan<byte> view, ConfigurationAct act, in LogStatement said)
    {
        var isQuoted = TextWords.TryTake(ref text, "'"u8);
        var end = isQuoted ? text.IndexOf("' "u8) : text.IndexOf((byte)' ');
        end = end < 0 ? text.Length : end;
        About(view, text[..end].TrimEnd((byte)'\''));
        text = text[Math.Min(text.Length, end + (isQuoted ? 2 : 1))..];
        var type = TextWords.Take(ref text);
        var isAdded = act == ConfigurationAct.Added;
        return !_object.IsEmpty && (!isAdded || !type.IsEmpty)
            && said.Say(ConfigurationKind.Record, act, new() { Actor = _actor.Written, Object = _object.Written, Property = type, Old = isAdded ? [] : text, New = isAdded ? text : [] });
    }

    /// <summary><c>approved</c>, <c>denied</c>, <c>denied due to allow-query</c>, <c>disabled</c>.</summary>
    bool Permission(ReadOnlySpan<byte> text, in LogStatement said) =>
        Say(said, ConfigurationKind.Updates, text.StartsWith("approved"u8) ? ConfigurationAct.Done : ConfigurationAct.Refused, "update"u8, text);

    /// <summary><c>AXFR started[: TSIG NAME] (serial 7)</c>, <c>AXFR-style IXFR ended: ...</c>.</summary>
    bool Outgoing(ReadOnlySpan<byte> text, in LogStatement said)
    {
        var started = text.IndexOf(" started"u8);
        var ended = text.IndexOf(" ended"u8);
        if (started <= 0 && ended <= 0)
        {
            return false;
        }
        return started > 0 ? Say(said, ConfigurationKind.Transfers, ConfigurationAct.Done, text[..started], text[(started + 1)..])
            : Say(said, ConfigurationKind.Transfers, ConfigurationAct.Done, text[..ended], "ended"u8);
    }

    /// <summary><c>'ZONE' from ADDRESS#PORT: Transfer status: success</c>: this server is the one that asks.</summary>
    bool Transfer(ReadOnlySpan<byte> text, in LogStatement said)
    {
        const string Status = "Transfer status";
        if (!TryTakeZone(ref text, []) || !TextWords.TryTake(ref text, " from "u8) || text.IndexOf(": Transfer status: "u8) is not (> 0 and var end))
        {
            return false;
        }
        AddPeer(text[..end]);
        var status = text[(end + 2 + Status.Length + 2)..];
        var isDone = status.SequenceEqual("success"u8) || status.SequenceEqual("up to date"u8);
        return Say(said, ConfigurationKind.Transfers, isDone ? ConfigurationAct.Done : ConfigurationAct.Refused, "Transfer status"u8, status);
    }

    /// <summary><c>NAME/CLASS[/VIEW][ (signed)]: MESSAGE</c>.</summary>
    bool Zone(ReadOnlySpan<byte> text, in LogStatement said)
    {
        var end = text.IndexOf(": "u8);
        if (end <= 0)
        {
            return false;
        }
        var zone = text[..end];
        text = text[(end + 2)..];
        About(TextWords.Take(ref zone));
        if (TextWords.TryTake(ref text, "loaded serial "u8))
        {
            return Say(said, ConfigurationKind.Zone, ConfigurationAct.Done, "loaded serial"u8, TextWords.Take(ref text));
        }
        if (TextWords.TryTake(ref text, "transferred serial "u8))
        {
            return Say(said, ConfigurationKind.Zone, ConfigurationAct.Done, "transferred serial"u8, TextWords.Take(ref text).TrimEnd((byte)':'));
        }
        if (TextWords.TryTake(ref text, "refused notify from non-"u8) && text.IndexOf(": "u8) is > 0 and var peer)
        {
            AddPeer(text[(peer + 2)..]);
            return Say(said, ConfigurationKind.Zone, ConfigurationAct.Refused, "notify"u8, []);
        }
        return text.StartsWith("not loaded due to errors"u8) && Say(said, ConfigurationKind.Zone, ConfigurationAct.Refused, "not loaded due to errors"u8, []);
    }

    /// <summary><c>FILE:LINE: MESSAGE</c> of an error in the configuration, for which it is not taken.</summary>
    bool Mistake(in BindHead head, ReadOnlySpan<byte> message, in LogStatement said) =>
        head.Severity.SequenceEqual("error"u8) && Say(said, ConfigurationKind.Server, ConfigurationAct.Refused, "config"u8, message);

    bool Say(in LogStatement said, ConfigurationKind kind, ConfigurationAct act, ReadOnlySpan<byte> property, ReadOnlySpan<byte> value) =>
        said.Say(kind, act, new() { Actor = _actor.Written, Object = _object.Written, Property = property, New = value });

    /// <summary>Takes <c>NAME/CLASS'</c> off.</summary>
    bool TryTakeZone(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> view)
    {
        var end = text.IndexOf((byte)'\'');
        if (end <= 0)
        {
            return false;
        }
        var zone = text[..end];
        text = text[(end + 1)..];
        if (view.IsEmpty)
        {
            About(zone);
        }
        else
        {
            About(view, NameOf(zone, out _));
        }
        return true;
    }

    void About(ReadOnlySpan<byte> zone)
    {
        var name = NameOf(zone, out var view);
        About(view, name);
    }

    void About(ReadOnlySpan<byte> view, ReadOnlySpan<byte> name)
    {
        _object.Clear();
        if (!view.IsEmpty)
        {
            _object.Add("view "u8).Add(view).Add(": "u8);
        }
        _object.AddName(name);
    }

    /// <summary>The name of <c>NAME[/TYPE]/CLASS[/VIEW]</c>, which are read from the right: a slash in a name is not escaped. A notified zone is its name alone.</summary>
    static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> zone, out ReadOnlySpan<byte> view)
    {
        view = [];
        var rest = zone;
        var last = BindText.TakeLastPart(ref rest);
        if (!DnsWords.IsClass(last))
        {
            if (rest.IsEmpty || !DnsWords.IsClass(BindText.TakeLastPart(ref rest)) || rest.IsEmpty)
            {
                return zone;
            }
            view = last;
        }
        var name = rest;
        var type = BindText.TakeLastPart(ref name);
        return !name.IsEmpty && (type.SequenceEqual("AXFR"u8) || type.SequenceEqual("IXFR"u8)) ? name : rest.IsEmpty ? zone : rest;
    }

    static ReadOnlySpan<byte> TransferType(ReadOnlySpan<byte> text) => text.IndexOf("/IXFR/"u8) > 0 ? "IXFR"u8 : "AXFR"u8;

    void AddPeer(ReadOnlySpan<byte> peer) => _actor.Add(TextWords.TakeUntil(ref peer, (byte)'#'));
}
