using System.Collections.Immutable;
using System.Numerics;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Baselines;

/// <summary>What one client does in one UTC day, while its keys are gone through.</summary>
struct HostTally
{
    /// <summary>Names asked for MX or in block lists from which a client is taken for one that handles mail: people's programs ask for a few at most.</summary>
    const int FewestMailNames = 20;

    /// <summary>Part of all its names that these must be: one in so many.</summary>
    const int MailNamesOneIn = 10;

    /// <summary>Names of addresses, or names that do not exist, from which a client is taken for a scanner.</summary>
    const int FewestScanned = 200;

    const int SecondsOfHour = 3600;

    int _names, _loneNames, _namesInOneZone, _missing, _data, _mail, _reverse;
    uint _hours;

    /// <summary>Zones so far; 0 of a client that did nothing.</summary>
    public int Zones { get; private set; }
    /// <summary>Second of the day of the first message.</summary>
    public uint First { get; private set; }
    /// <summary>Second of the day of the last message.</summary>
    public uint Last { get; private set; }

    /// <summary>Takes in a zone.</summary>
    /// <param name="names">What was asked in it.</param>
    /// <param name="isLone">Whether nobody else asked it that day.</param>
    /// <param name="isReverse">Whether it holds the names of addresses (.arpa).</param>
    public void Add(in ZoneNames names, bool isLone, bool isReverse)
    {
        Zones++;
        _names = Sum(_names, names.Names);
        _loneNames = isLone ? Sum(_loneNames, names.Names) : _loneNames;
        _namesInOneZone = Math.Max(_namesInOneZone, names.Names);
        _missing = Sum(_missing, names.Missing);
        _data = Sum(_data, names.Data);
        _reverse = isReverse ? Sum(_reverse, names.Names) : _reverse;
        _mail = isReverse ? _mail : Sum(_mail, names.Mail);
    }

    /// <summary>Takes in a second with a message.</summary>
    public void AddSecond(uint second)
    {
        second = Math.Min(second, OccupiedSeconds.LastSecond);
        First = _hours == 0 ? second : Math.Min(First, second);
        Last = Math.Max(Last, second);
        _hours |= 1u << (int)(second / SecondsOfHour);
    }

    /// <summary>What it is, by what it did.</summary>
    public readonly HostRole Role => _mail >= FewestMailNames && _mail >= _names / MailNamesOneIn ? HostRole.Mail
        : _reverse >= FewestScanned || (_missing >= FewestScanned && _missing >= _names / 2) ? HostRole.Scanner
        : HostRole.Workstation;

    /// <summary>What was counted, by <see cref="HostMeasure.Place"/>.</summary>
    /// <param name="servers">Servers that it asked.</param>
    public readonly ImmutableArray<int> Values(int servers) => [_names, Zones, _loneNames, _namesInOneZone, _missing, _data, servers, BitOperations.PopCount(_hours)];

    static int Sum(int a, int b) => (int)Math.Min(int.MaxValue, (long)a + b);
}
