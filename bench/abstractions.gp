# gnuplot -e "data='FILE.csv'; out='FILE.svg'; title='...'" bench/abstractions.gp
# Draws what bench/abstractions.sh measured.
set datafile separator ","
set terminal svg size 760,460 font "sans-serif,13" background "white"
set output out
set title title
set logscale x
set yrange [0:*]
set xlabel "buckets on each of flop, turn and river"
set ylabel "exploitability, mbb a hand"
set grid xtics ytics lc rgb "#dddddd"
set key outside right
methods = system("awk -F, 'NR > 1 && !seen[$1]++ { print $1 }' ".data)
plot for [m in methods] "< awk -F, -v m=".m." '$1 == m' ".data using 2:7 with linespoints pt 7 ps 0.5 lw 2 title m
