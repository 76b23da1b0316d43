using System.Globalization;

namespace Nameward.Transform.Transformations;

/// <summary>A channel that says less: so many percent of the exchanges, drawn by lot, are kept, and at least one; the others never were.</summary>
/// <param name="percent">How many.</param>
sealed class Thin(int percent) : ITransformation
{
    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"thin {percent}");

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random)
    {
        var all = recording.Session.Length;
        var kept = Math.Max(1, (int)Math.Round(all * percent / 100.0));
        var left = kept;
        var thinned = new List<Exchange>(kept);
        for (var i = 0; i < all; i++)
        {
            // Each set of so many is as likely (Knuth, The Art of Computer Programming 3.4.2, algorithm S).
            if (random.Next(all - i) < left)
            {
                thinned.Add(recording.Session[i]);
                left--;
            }
        }
        return recording.With(thinned) with { PayloadBytes = recording.PayloadBytes * kept / all };
    }
}
