using System.Globalization;

namespace Nameward.Fuzz;

/// <summary>The command line: <c>--seconds N</c> for each target, <c>--seed S</c>, <c>--target ID</c>, <c>--replay FILE</c>.</summary>
sealed record FuzzOptions
{
    /// <summary>Seconds for each target.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>Seed of all random numbers.</summary>
    public int Seed { get; init; } = Random.Shared.Next();

    /// <summary>The one target to run; null for all.</summary>
    public string? Target { get; init; }

    /// <summary>A saved input to read again and again, cut at ever other places; null for new inputs.</summary>
    public string? Replay { get; init; }

    /// <summary>Reads the command line; null where it cannot be understood.</summary>
    public static FuzzOptions? Parse(string[] arguments)
    {
        var options = new FuzzOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            var next = arguments[i] switch
            {
                "--seconds" when isNumber => options with { Seconds = number },
                "--seed" when isNumber => options with { Seed = number },
                "--target" when value != "" => options with { Target = value },
                "--replay" when value != "" => options with { Replay = value },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }
            options = next;
        }
        return options;
    }
}
