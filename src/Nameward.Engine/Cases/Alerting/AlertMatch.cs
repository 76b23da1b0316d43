using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>Whether one message or flow is what a condition looks for, as the rules that are written would decide it.</summary>
static class AlertMatch
{
    /// <summary>Of a message; never of a condition that counts.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="message">The message.</param>
    /// <param name="name">Its name in canonical wire form; empty where it is hidden.</param>
    /// <param name="answers">Its records.</param>
    public static bool Is(AlertCondition condition, in DnsMessage message, ReadOnlySpan<byte> name, ReadOnlySpan<byte> answers)
    {
        // A capture shows a look-up as two packets: what is asked stands in the first, and the second counts for its answer alone.
        var asks = (message.Sides & Sides.Query) != 0;
        return condition switch
        {
            QueryBelow below => asks && ProfileSubject.IsBelow(name, below.Zone.AsSpan()),
            SpeaksTo speaks => asks && message.Server.Address == speaks.Server,
            AsksUnapproved unapproved => asks && Is(unapproved, message),
            AsksOtherPort => asks && message.Server.Port != 0 && !AsksOtherPort.Usual.Contains(message.Server.Port),
            LongText => message.Type == RecordTypes.Txt && Is(condition, answers),
            AnswerIs or AnswerNames => Is(condition, answers),
            _ => false,
        };
    }

    /// <summary>Bytes of the text of a TXT record, without the lengths of its strings (RFC 1035 section 3.3.14).</summary>
    public static int TextBytes(ReadOnlySpan<byte> data)
    {
        var (bytes, at) = (0, 0);
        while (at < data.Length)
        {
            bytes += Math.Min(data[at], data.Length - at - 1);
            at += data[at] + 1;
        }
        return bytes;
    }

    static bool Is(AsksUnapproved condition, in DnsMessage message) =>
        message.Server.Port is 0 or AsksUnapproved.Port && !message.Server.Address.IsNone && !Holds(condition.Approved, message.Server.Address)
        && !Holds(condition.Approved, message.Client.Address) && (condition.Networks.IsEmpty || Holds(condition.Networks, message.Client.Address));

    static bool Holds(ImmutableArray<Network> networks, Address address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }
        return false;
    }

    static bool Is(AlertCondition condition, ReadOnlySpan<byte> answers)
    {
        foreach (var record in new ResourceRecords(answers))
        {
            if (record.Section == Section.Answer && condition switch
            {
                AnswerIs leads => record.Type is RecordTypes.A or RecordTypes.Aaaa && Address.FromBytes(record.Data) == leads.Address,
                AnswerNames names => IsSame(record.Target, names.Server.AsSpan()),
                LongText text => record.Type == RecordTypes.Txt && TextBytes(record.Data) >= text.Bytes,
                _ => false,
            })
            {
                return true;
            }
        }
        return false;
    }

    static bool IsSame(ReadOnlySpan<byte> name, ReadOnlySpan<byte> canonical)
    {
        Span<byte> lower = stackalloc byte[WireName.MaxBytes];
        if (name.Length != canonical.Length || name.Length > lower.Length)
        {
            return false;
        }
        WireName.ToCanonical(name, lower);
        return lower[..name.Length].SequenceEqual(canonical);
    }
}
