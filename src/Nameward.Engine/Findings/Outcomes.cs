using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>What may come of a question, each of them more than the one before; several of them as flags.</summary>
[Flags]
enum Outcomes : byte
{
    /// <summary>Not shown, or a failure, which says nothing of the zone.</summary>
    None = 0,
    /// <summary>No such name (NXDOMAIN, RFC 8020).</summary>
    Missing = 1,
    /// <summary>The name exists and has nothing of the type (NODATA, RFC 2308).</summary>
    Nothing = 2,
    /// <summary>Records.</summary>
    Records = 4,
}

/// <summary>Reads outcomes off what is remembered.</summary>
static class OutcomeReading
{
    /// <summary>What came of a row.</summary>
    public static Outcomes Of(in CompactRow row) => (row.Traits & RowTraits.RcodeShown) == 0 ? Outcomes.None : (row.Rcode, row.Traits & (RowTraits.HasItems | RowTraits.AnswersShown)) switch
    {
        (0 or AnswerNetwork.NameError, var shown) when (shown & RowTraits.HasItems) != 0 => Outcomes.Records,
        (AnswerNetwork.NameError, _) => Outcomes.Missing,
        (0, not RowTraits.None) => Outcomes.Nothing,
        // The evidence does not show records: all that is known is that the name exists.
        (0, _) => Outcomes.Records,
        _ => Outcomes.None,
    };

    /// <summary>All that came of the questions for a name in a large key; where there were records, these alone.</summary>
    /// <param name="name">The name.</param>
    /// <param name="showsAnswers">Whether the evidence shows records; where it does not, all that is known is that a name exists.</param>
    public static Outcomes Of(in SampledName name, bool showsAnswers)
    {
        const int NoError = 1, NameError = 1 << AnswerNetwork.NameError;
        if ((name.Traits & NameTraits.GotRecords) != 0)
        {
            return Outcomes.Records;
        }
        return ((name.Rcodes & NameError) != 0 ? Outcomes.Missing : Outcomes.None) | ((name.Rcodes & NoError) == 0 ? Outcomes.None : showsAnswers ? Outcomes.Nothing : Outcomes.Records);
    }

    /// <summary>Whether every host asks for the type, so that it is natural that a name has none of it: addresses, and what goes with them (RFC 9460).</summary>
    public static bool IsOfAddresses(ushort type) => type is RecordTypes.A or RecordTypes.Aaaa or RecordTypes.Https;
}
