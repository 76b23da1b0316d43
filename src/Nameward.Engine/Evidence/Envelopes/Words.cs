using System.Globalization;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>Sentences about damage, whose numbers look the same everywhere.</summary>
static class Words
{
    /// <summary>The sentence in the invariant culture.</summary>
    public static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
