using System.Globalization;

namespace Nameward.Transform.Transformations;

/// <summary>A channel whose answers claim that they may be kept: every record of the session lives for so long.</summary>
/// <param name="seconds">How long.</param>
sealed class TimeToLive(int seconds) : ITransformation
{
    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"ttl {seconds}");

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random) => recording.With(recording.Session.Select(exchange => exchange.Each(message => message with
    {
        Answers = Records.Each(message.Answers, (record, writer) => writer.Add(record.Section, record.Type, (uint)seconds, record.Owner, record.Data)),
    })));
}
