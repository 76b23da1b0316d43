namespace Nameward.Bench;

/// <summary>
/// Draws numbers by Zipf's law with an offset (Mandelbrot): the n-th is drawn in proportion to 1 / (n + offset). Powers are left out, so that every
/// machine rounds alike.
/// </summary>
sealed class Popularity
{
    readonly double[] _upTo;

    /// <summary>Of <paramref name="count"/> things; the larger the offset, the flatter.</summary>
    public Popularity(int count, double offset)
    {
        _upTo = new double[count];
        double sum = 0;
        for (var i = 0; i < count; i++)
        {
            _upTo[i] = sum += 1 / (i + offset);
        }
    }

    /// <summary>The thing that <paramref name="share"/> (0 to below 1) falls to.</summary>
    public int At(double share)
    {
        var at = Array.BinarySearch(_upTo, share * _upTo[^1]);
        return Math.Min(at < 0 ? ~at : at + 1, _upTo.Length - 1);
    }
}
