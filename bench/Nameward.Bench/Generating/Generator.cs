using System.Collections;

namespace Nameward.Bench.Generating;

/// <summary>Writes made-up traffic in one of its forms: the same bytes, always.</summary>
static class Generator
{
    /// <summary>The forms by the word that names them on the command line.</summary>
    public static readonly IReadOnlyDictionary<string, Func<IForm>> Forms = new SortedDictionary<string, Func<IForm>>(StringComparer.Ordinal)
    {
        ["pcap"] = () => new PcapFile(),
        ["zeek"] = () => new ZeekLog(),
        ["zeek-json"] = () => new ZeekJson(),
    };

    /// <summary>Writes so many look-ups, spread over one day.</summary>
    public static void Write(IForm form, Habits habits, long lookUps, Stream output)
    {
        var (traffic, lookUp, to) = (new Traffic(habits), new LookUp(), new OutputBuffer(output));
        form.Head(to);
        for (long i = 0; i < lookUps; i++)
        {
            traffic.Next(lookUp, Traffic.TimeOf(i, lookUps));
            form.Write(to, lookUp);
        }
        to.Flush();
    }

    /// <summary>How many pairs of client and zone so many look-ups have.</summary>
    public static long CountPairs(Habits habits, long lookUps)
    {
        var (traffic, lookUp) = (new Traffic(habits), new LookUp());
        var seen = new BitArray(Traffic.Clients * Traffic.Zones);
        long pairs = 0;
        for (long i = 0; i < lookUps; i++)
        {
            traffic.Next(lookUp, Traffic.TimeOf(i, lookUps));
            var pair = lookUp.Client * Traffic.Zones + lookUp.Zone;
            pairs += seen[pair] ? 0 : 1;
            seen[pair] = true;
        }
        return pairs;
    }
}
