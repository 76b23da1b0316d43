using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// Counts the transactions of a conversation that agree with a tool's wire in what cannot agree by accident. Bits are whole, rounded down, and only those are
/// added whose independence can be argued: what is the same in every message counts once.
/// </summary>
sealed class Agreement
{
    readonly List<(int Message, int First, int Bits)> _agreed = [];
    readonly HashSet<int> _transactions = [];

    /// <summary>Transactions that agreed.</summary>
    public int Agreed => _transactions.Count;

    /// <summary>Transactions that should have agreed and did not.</summary>
    public int Disagreed { get; private set; }

    /// <summary>How improbable it is that all of this agrees by accident: minus log2 of the chance.</summary>
    public long Bits { get; private set; }

    /// <summary>What agreed, for people; null where nothing did.</summary>
    public Sentence? Text { get; set; }

    /// <summary>A transaction agrees, or does so in one more way.</summary>
    /// <param name="transaction">The transaction; it counts once.</param>
    /// <param name="message">Number of the message with which that was seen.</param>
    /// <param name="bits">Minus log2 of the chance that it does so by accident, whatever agreed before.</param>
    public void Agree(in Transaction transaction, int message, int bits)
    {
        _agreed.Add((message, transaction.First, bits));
        _transactions.Add(transaction.First);
        Bits += bits;
    }

    /// <summary>A transaction disagrees.</summary>
    public void Disagree() => Disagreed++;

    /// <summary>
    /// Number of the message with which, in the order of time, enough transactions had agreed; -1 where they never did.
    /// </summary>
    /// <param name="transactions">How many are enough.</param>
    /// <param name="bits">How many bits must be passed.</param>
    public int DecidedAt(int transactions, int bits)
    {
        _agreed.Sort();
        var seen = new HashSet<int>();
        long sum = 0;
        foreach (var (message, first, more) in _agreed)
        {
            seen.Add(first);
            sum += more;
            if (seen.Count >= transactions && sum > bits)
            {
                return message;
            }
        }
        return -1;
    }
}
