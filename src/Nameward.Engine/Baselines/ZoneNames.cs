using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Baselines;

/// <summary>How many different names a client asked in a zone in a day: exact of a small key, an estimate of a large one (<see cref="BottomK{T}"/>).</summary>
/// <param name="Names">All of them.</param>
/// <param name="Missing">Those said not to exist, and nothing else.</param>
/// <param name="Data">Those asked for a type that carries data.</param>
/// <param name="Mail">Those asked for MX, or that spell an address as in a block list (RFC 5782); not known of a large key, 0.</param>
readonly record struct ZoneNames(int Names, int Missing, int Data, int Mail)
{
    const int NoError = 1 << 0, NameError = 1 << AnswerNetwork.NameError;

    /// <summary>Counts the names of a large key.</summary>
    public static ZoneNames Of(BottomK<SampledName> names)
    {
        var (missing, data) = (0, 0);
        foreach (ref readonly var name in names.Items)
        {
            missing += IsMissing(name.Rcodes) ? 1 : 0;
            data += (name.Traits & (NameTraits.AskedText | NameTraits.AskedRare)) != 0 ? 1 : 0;
        }
        return new(Whole(names.DistinctEstimate), Whole(missing * names.Scale), Whole(data * names.Scale), 0);
    }

    /// <summary>Whether these response codes (each as the bit of its number) say that a name does not exist.</summary>
    public static bool IsMissing(ushort rcodes) => (rcodes & (NameError | NoError)) == NameError;

    /// <summary>Whether a type carries data of no form: what hosts ask least, and channels most.</summary>
    public static bool IsData(ushort type) => type is RecordTypes.Txt or RecordTypes.Null or RecordTypes.Key or >= RecordTypes.FirstPrivate;

    static int Whole(double count) => (int)Math.Min(int.MaxValue, Math.Round(count));
}
