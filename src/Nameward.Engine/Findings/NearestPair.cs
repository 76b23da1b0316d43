namespace Nameward.Engine.Findings;

/// <summary>
/// The weighed pair that comes nearest to a line from below, over all threads; of equals the one whose zone comes first. One is held for all zones,
/// because each holds on to what its whole zone did.
/// </summary>
sealed class NearestPair
{
    readonly Lock _gate = new();
    int _order;

    /// <summary>The pair; null where none was weighed below the line.</summary>
    public Weighing? Weighing { get; private set; }

    /// <summary>Whether a pair of this sum, in the zone of this order, would be it.</summary>
    public bool IsNearer(Bits sum, int order)
    {
        lock (_gate)
        {
            return Weighing is null || sum > Weighing.Sum || (sum == Weighing.Sum && order < _order);
        }
    }

    /// <summary>Takes a pair, if it is it.</summary>
    public void Offer(Weighing weighing, int order)
    {
        lock (_gate)
        {
            if (IsNearer(weighing.Sum, order))
            {
                (Weighing, _order) = (weighing, order);
            }
        }
    }
}
