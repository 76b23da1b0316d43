namespace Nameward.Transform.Transformations;

/// <summary>The pauses between the exchanges of a session, from the start of one to the start of the next.</summary>
static class Pauses
{
    /// <summary>The session with each pause changed; each exchange takes as long as before.</summary>
    public static Recording Change(Recording recording, Func<TimeSpan, TimeSpan> change)
    {
        var moved = new List<Exchange>(recording.Session.Length);
        foreach (var exchange in recording.Session)
        {
            var start = moved.Count == 0 ? exchange.Start : moved[^1].Start + change(exchange.Start - recording.Session[moved.Count - 1].Start);
            moved.Add(exchange.StartingAt(start));
        }
        return recording.With(moved);
    }
}
