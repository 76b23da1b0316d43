using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// Counts the transactions of a conversation that agree with a tool's wire in what cannot agree by accident. Bits are whole, rounded down, and only those are
/// added whose independence can be argued: what is the same in every message counts once.
/// </summary>
sealed class Agreement
{
    readonly List<(int Message, int Bits)> _agreed = [];

    /// <summary>Transactions that agreed.</summary>
    public int Agreed => _agreed.Count;

    /// <summary>Transactions that should have agreed and did not.</summary>
    public int Disagreed { get; private set; }

    /// <summary>How improbable it is that all of this agrees by accident: minus log2 of the chance.</summary>
    public long Bits { get; private set; }

    /// <summary>What agreed, for people; null where nothing did.</summary>
    public Sentence? Text { get; set; }

    /// <summary>A transaction agrees.</summary>
    /// <param name="message">Number of the message with which that was seen.</param>
    /// <param name="bits">Minus log2 of the chance that it does so by accident, whatever agreed before.</param>
    public void Agree(int message, int bits)
    {
        _agreed.Add((message, bits));
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
        long sum = 0;
        for (var i = 0; i < _agreed.Count; i++)
        {
            sum += _agreed[i].Bits;
            if (i + 1 >= transactions && sum > bits)
            {
                return _agreed[i].Message;
            }
        }
        return -1;
    }
}
