using System.Globalization;

namespace Nameward.Transform.Transformations;

/// <summary>The same on another day.</summary>
/// <param name="days">How many days later; earlier where negative.</param>
sealed class Shift(int days) : ITransformation
{
    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"shift {days}");

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random) => recording.Each(message => message.At(message.Time.AddDays(days)));
}
