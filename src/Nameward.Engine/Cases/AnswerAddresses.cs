using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Cases;

/// <summary>
/// The addresses that names of a finding's zones lead to by their own records: behind an alias to another domain, that one's operator chose the address. What was read again holds single
/// addresses; the rollups know their networks alone.
/// </summary>
static class AnswerAddresses
{
    /// <summary>The addresses, in order; no more than <paramref name="most"/>, and none that lies inside or is nobody's.</summary>
    public static ImmutableArray<Address> Of(Finding finding, int most)
    {
        var zones = FindingPage.ZonesOf(finding).ToList();
        var found = new SortedSet<Address>();
        if (finding.Transcript is not { } transcript || zones.Count == 0)
        {
            return [];
        }
        foreach (ref readonly var message in transcript.Messages)
        {
            if ((message.Sides & Sides.Response) != 0 && found.Count < most)
            {
                Add(transcript, message, zones, found);
            }
        }
        return [.. found.Take(most)];
    }

    static void Add(Transcript transcript, in DnsMessage message, List<byte[]> zones, SortedSet<Address> found)
    {
        Span<byte> room = stackalloc byte[WireName.MaxBytes + 1];
        var question = transcript.Bytes(message.Name);
        foreach (var record in new ResourceRecords(transcript.Bytes(message.Answers)))
        {
            if (record is not { Section: Section.Answer, Type: RecordTypes.A or RecordTypes.Aaaa } || Address.FromBytes(record.Data) is not { IsNone: false, IsInternal: false, IsUnspecified: false, IsMulticast: false } address)
            {
                continue;
            }
            var owner = CanonicalNames.OwnerOf(record, question, room);
            foreach (var zone in zones)
            {
                if (owner.SequenceEqual(zone) || ProfileSubject.IsBelow(owner, zone))
                {
                    found.Add(address);
                    break;
                }
            }
        }
    }
}
