namespace Nameward.Engine.Transcripts.Codecs;

/// <summary>
/// The random numbers of MT19937 (Matsumoto and Nishimura 1998) from a seed of 32 bits. Saitama shuffles its alphabet with them, so whoever knows the seed
/// can undo it.
/// </summary>
sealed class MersenneTwister
{
    const int N = 624;
    const int M = 397;

    readonly uint[] _state = new uint[N];
    int _at = N;

    /// <summary>Starts a sequence.</summary>
    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (var i = 1U; i < N; i++)
        {
            _state[i] = 1812433253 * (_state[i - 1] ^ _state[i - 1] >> 30) + i;
        }
    }

    /// <summary>The next number.</summary>
    public uint Next()
    {
        if (_at == N)
        {
            Twist();
        }
        var y = _state[_at++];
        y ^= y >> 11;
        y ^= y << 7 & 0x9D2C5680;
        y ^= y << 15 & 0xEFC60000;
        return y ^ y >> 18;
    }

    void Twist()
    {
        for (var i = 0; i < N; i++)
        {
            var x = _state[i] & 0x80000000 | _state[(i + 1) % N] & 0x7FFFFFFF;
            _state[i] = _state[(i + M) % N] ^ x >> 1 ^ ((x & 1) != 0 ? 0x9908B0DF : 0);
        }
        _at = 0;
    }
}
