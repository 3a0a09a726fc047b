# gnuplot -e "data='FILE.csv'; out='FILE.svg'; title='...'; column=6" bench/samplers.gp
# Draws what bench/samplers.sh measured; column 5: in the real game, 6: inside the abstraction.
set datafile separator ","
set terminal svg size 760,460 font "sans-serif,13" background "white"
set output out
set title title
set logscale xy
set xlabel "processor seconds of one worker"
set ylabel "exploitability, mbb a hand"
set grid xtics ytics lc rgb "#dddddd"
set key outside right
runs = system("awk -F, 'NR > 1 && !seen[$1\" \"$2]++ { print $1 \",\" $2 }' ".data)
plot for [run in runs] "< awk -F, -v run=".run." '$1 \",\" $2 == run' ".data using 3:column with linespoints pt 7 ps 0.4 lw 2 \
     title system("echo ".run." | tr , ' '")
