using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>Where the addresses of one response lead, taken together.</summary>
/// <param name="Lead">Where they lead.</param>
/// <param name="First">The first of them; none where there is none.</param>
readonly record struct AnswerLead(Lead Lead, Address First)
{
    /// <summary>Where those of a row lead.</summary>
    public static AnswerLead Of(CompactRow row)
    {
        var (lead, first) = (Lead.Nowhere, Address.None);
        foreach (var item in new RowItems(row))
        {
            if (item.Kind is DataKind.V4 or DataKind.V6)
            {
                var address = new Address(item.High, item.Low);
                first = lead == Lead.Nowhere ? address : first;
                lead |= IsInside(address) ? Lead.Inside : Lead.Public;
            }
        }
        return new(lead, first);
    }

    /// <summary>Whether an address lies where nobody on the Internet can answer: of the inside, the link or the host itself (RFC 1918, 3927, 4193, 4291), or 0.0.0.0/8 and ::, by which hosts reach themselves.</summary>
    static bool IsInside(Address address) => address.IsInternal || (address.IsV4 ? address.V4 >> 24 == 0 : address.IsNone);
}

/// <summary>Where addresses lead.</summary>
[Flags]
enum Lead : byte
{
    /// <summary>There are none.</summary>
    Nowhere = 0,
    /// <summary>To the Internet.</summary>
    Public = 1,
    /// <summary>Inside.</summary>
    Inside = 2,
    /// <summary>To both.</summary>
    Both = 3,
}
