using System.Globalization;

namespace Nameward.Transform.Transformations;

/// <summary>A channel that takes its time: pauses are so many times as long. A session may then last for days.</summary>
/// <param name="factor">How many times as long.</param>
sealed class Slow(int factor) : ITransformation
{
    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"slow {factor}");

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random) => Pauses.Change(recording, pause => pause * factor);
}
