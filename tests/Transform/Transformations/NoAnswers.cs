namespace Nameward.Transform.Transformations;

/// <summary>The same seen by a log of queries: no response is there, of nobody.</summary>
sealed class NoAnswers : ITransformation
{
    /// <inheritdoc/>
    public string Text => "no-answers";

    /// <inheritdoc/>
    public Recording Apply(Recording recording, Random random) =>
        recording.With(recording.Session.Select(exchange => new Exchange([.. exchange.Messages.Where(message => message.IsQuery)]))) with
        {
            Around = [.. recording.Around.Where(message => message.IsQuery)],
        };
}
