using System.Globalization;

namespace Nameward.Transform.Transformations;

/// <summary>A channel that is not regular: each pause is multiplied by a number drawn evenly from 1 - j to 1 + j, as implants do.</summary>
/// <param name="percent">100 j.</param>
sealed class Jitter(int percent) : ITransformation
{
    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"jitter {percent}");

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random) => Pauses.Change(recording, pause => pause * (1 + percent / 100.0 * (2 * random.NextDouble() - 1)));
}
